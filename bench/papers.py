"""The PDFs that pages offer, opened: each is tagged, has a language, a title and headings, and its pictures have words."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

SIZE_OF_A_HEADING = {f"/H{level}" for level in range(1, 7)} | {"/H", "/Title"}


MAKE = """() => Promise.all([...document.querySelectorAll("form[action*='/make/']")].filter(f => f.checkVisibility())
    .map(f => fetch(f.action, {method: "POST", body: new FormData(f)}))).then(all => all.length)"""
PDFS = """() => [...document.querySelectorAll("a[href]")].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"""
PAPERS = ("pdf", "paper", "booklet")  # one of these is in the name of each address of a file
PATIENCE = 120  # seconds, for a worker on a busy machine


@dataclass
class Papers:
    """PDFs by the name of their address, and what is wrong with them."""

    seen: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    ordered: dict[str, str] = field(default_factory=dict)

    def order(self, page: Any, path: str, key: str) -> None:
        """Have those drawn that this page offers to draw."""
        if key not in self.ordered and page.evaluate(MAKE):
            self.ordered[key] = path

    def collect(self, page: Any, name_of: Callable[[str], str]) -> None:
        """Open what was ordered, each as soon as its page leads to it."""
        for key, path in self.ordered.items():
            if not path:
                continue
            end = time.monotonic() + PATIENCE
            before = len(self.seen)
            while len(self.seen) == before and time.monotonic() < end:
                page.goto(path)
                for link in page.evaluate(PDFS):
                    self.take(page, link, name_of(link))
                page.wait_for_timeout(1000)
            if len(self.seen) == before:
                self.faults.append(f"{key}: nothing came of it")
                print(f"PDF {key} {path}: nothing came of it", flush=True)
        self.ordered = dict.fromkeys(self.ordered, "")

    def take(self, page: Any, path: str, key: str) -> bool:
        """Whether this address is a file rather than a page; a PDF is opened the first time."""
        name = key.split(" ")[0]
        if not any(word in name for word in PAPERS):
            return False
        answer = page.request.get(path)
        is_pdf = (answer.headers.get("content-type") or "").startswith("application/pdf")
        if is_pdf and key not in self.seen:
            found = list(wrongs(answer.body()))
            self.seen[key] = len(found)
            self.faults += [f"{key}: {wrong}" for wrong in found]
            print(f"PDF {key} {path}: {found or 'sound'}", flush=True)
        return is_pdf

    def figures(self) -> dict[str, int]:
        return {"pdfs": len(self.seen), "pdf_faults": len(self.faults)}


def wrongs(content: bytes) -> Iterator[str]:
    """What is wrong with a PDF, in words."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
            yield "not tagged"
            return
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not str(pdf.docinfo.get("/Title", "")) or not pdf.open_metadata().get("dc:title"):
            yield "no title"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "its window does not show the title"
        parts = list(_parts(root.StructTreeRoot.get("/K")))
        if not any(str(part.get("/S")) in SIZE_OF_A_HEADING for part in parts):
            yield "no headings"
        for part in parts:
            if str(part.get("/S")) == "/Figure" and not str(part.get("/Alt", "")).strip():
                yield "a picture without words"


def _parts(node: Any) -> Iterator[Any]:
    """Every part of the tree of tags."""
    import pikepdf

    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _parts(node.K)
