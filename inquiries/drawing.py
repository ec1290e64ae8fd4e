"""Draws one PDF: `python -m inquiries.drawing` reads HTML on standard input and writes the PDF to standard
output and the number of its pages, or what is wrong, to standard error.

A process of its own, without Django: the serving process stays small, and a page that will not end is ended.
It reaches nothing but the fonts and style sheets that come with Clip and the photographs in the folder CLIP_FILES
(reliability 3.8): whatever a page asks for beyond them is refused, and no socket can be opened at all.
"""

import logging
import os
import resource
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
BASE = "https://assets.invalid/"
INSTEAD = {"made/design-system.css": "css/paper.css"}  # on paper; the reason stands there
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
PHOTOGRAPHS = "photographs/"  # the only part of the folder that a page may show
MEMORY_BYTES = 2**30
CPU_SECONDS = 60
NICE = 10  # pages are served before
PRINTED_DPI = 150  # photographs are brought down to it: handwriting stays legible, a mail box stays small
FILE_BYTES = 50 * 2**20


class Faults(logging.Handler):
    """Keeps what the PDF maker complains of: a PDF with a fault in it is not given out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def asset(url: str, files: Path | None = None) -> tuple[bytes, str] | None:
    """A file of ours that a page may use, or None for anything else in the world."""
    if not url.startswith(BASE):
        return None
    name = url.removeprefix(BASE).split("?")[0].split("#")[0]
    if files and name.startswith(PHOTOGRAPHS):
        return _photograph(name, files)
    path = (STATIC / INSTEAD.get(name, name)).resolve()
    if not path.is_relative_to(STATIC) or path.suffix not in TYPES or not path.is_file():
        return None
    return path.read_bytes(), TYPES[path.suffix]


def _photograph(name: str, files: Path) -> tuple[bytes, str] | None:
    folder = (files / PHOTOGRAPHS).resolve()
    path = (files / name).resolve()
    if path.parent != folder or path.suffix != ".jpg" or not path.is_file():
        return None
    return path.read_bytes(), "image/jpeg"


def draw(html: str, files: Path | None = None) -> tuple[bytes, int]:
    """The page as a tagged PDF (PDF/UA-1), and how many sheets it has.

    Raises ValueError where it can't be drawn without a fault.
    """
    from weasyprint import HTML  # slow to import: only where something is drawn
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):
        """Hands out our own assets and refuses the rest of the world."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            found = asset(url, files)
            if found is None:
                raise FatalURLFetchingError("blocked")
            return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})

    faults = Faults()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [faults]
    logger.setLevel(logging.ERROR)
    fetcher = OnlyOurs()  # type: ignore[no-untyped-call]
    try:
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", dpi=PRINTED_DPI, jpeg_quality=75)
    except FatalURLFetchingError as problem:  # a BaseException, so that no library passes over it
        raise ValueError("The page asks for something from outside.") from problem
    if faults.heard:
        raise ValueError("; ".join(faults.heard)[:300])
    return pdf, len(document.pages)


def limit() -> None:
    """Bound memory, time and file size of this process, and let others go before."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def stay_offline(event: str, _arguments: tuple[object, ...]) -> None:
    """An audit hook: no socket, whatever some library below would like to open."""
    if event.startswith("socket."):
        raise PermissionError("Drawing reaches no network.")


def main() -> int:
    limit()
    sys.addaudithook(stay_offline)
    try:
        files = Path(os.environ["CLIP_FILES"]) if "CLIP_FILES" in os.environ else None
        pdf, pages = draw(sys.stdin.buffer.read().decode(), files)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the row says it and the person may try again
        sys.stderr.write(f"{type(problem).__name__}: {problem}"[:300])
        return 1
    sys.stderr.write(f"\npages {pages}\n")
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
