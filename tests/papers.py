"""Reading what a PDF that Clip drew says, as somebody who opens it would."""

import pikepdf


def words_in(document):
    """The words of a PDF, from the letters that its fonts map back to."""
    text = []
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        for page in pdf.pages:
            maps = {name: letters(font) for name, font in page.Resources.Font.items()}
            font = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = maps[str(operands[0])]
                elif str(operator) in ("Tj", "TJ"):
                    shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for part in shown:
                        if isinstance(part, pikepdf.String):
                            glyphs = bytes(part)
                            text += [font.get(glyphs[i : i + 2], "") for i in range(0, len(glyphs), 2)]
                elif str(operator) in ("ET", "Tm"):
                    text.append(" ")
    return " ".join("".join(text).split())


def letters(font):
    """Glyph → letters, from a font's ToUnicode map."""
    found, text = {}, font.ToUnicode.read_bytes().decode()
    for block in text.split("beginbfchar")[1:]:
        for line in block.split("endbfchar")[0].strip().splitlines():
            glyph, letter = (bytes.fromhex(word.strip("<>")) for word in line.split()[:2])
            found[glyph] = letter.decode("utf-16-be")
    return found


def pictures_in(document):
    """What the pictures of a PDF say to those who don't see them."""
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        return [str(part.Alt) for part in pdf.objects if getattr(part, "get", None) and "/Alt" in part]
