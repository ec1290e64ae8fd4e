"""Every word of a file, however it is packed: zips of zips, workbooks, PDFs with what they say of themselves."""

import io
import re
import zipfile

import pikepdf

HEX = r"<\s*([0-9a-fA-F]+)\s*>\s*"
PAIR, TRIPLE = re.compile(HEX * 2), re.compile(HEX * 3)
CHARS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)


def words_of(content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                [*packed.namelist(), *(words_of(packed.read(name)) for name in packed.namelist())]
            )
    if content[:5] == b"%PDF-":
        return _of_pdf(content)
    return content.decode("utf-8", "replace")


def _of_pdf(content: bytes) -> str:
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError:
        return content.decode("latin-1")  # what a builder put there
    with pdf:
        told = [str(pdf.docinfo), _metadata(pdf)]
        told += [str(one) for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.String)]
        return "\n".join([*told, *(_page(page) for page in pdf.pages)])


def _metadata(pdf: pikepdf.Pdf) -> str:
    found = pdf.Root.get("/Metadata")
    return bytes(found.read_bytes()).decode("utf-8", "replace") if found is not None else ""


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    shown, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ", "'"):
            pieces = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
            shown += [_read(bytes(piece), letters) for piece in pieces if isinstance(piece, pikepdf.String)]
    return "".join(shown)


def _read(codes: bytes, letters: dict[int, str]) -> str:
    pairs = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes) - 1, 2)]
    return "".join(letters.get(code, "?") for code in pairs)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Which letter a code of the font is, from the table that it carries for those who copy text."""
    if "/ToUnicode" not in font:
        return {}
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in CHARS.findall(table):
        for code, letter in PAIR.findall(block):
            found[int(code, 16)] = _letter(letter)
    for block in RANGES.findall(table):
        for first, last, letter in TRIPLE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = _letter(f"{int(letter, 16) + step:0{len(letter)}x}")
    return found


def _letter(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be", "replace")
