"""Style sheets and pages know the same classes: none is styled that no page has, none stands on a page for nothing."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "templates/**/*.html",
    "static/js/**/*.js",
    "inquiries/**/*.py",
    "meetings/**/*.py",
    "practices/**/*.py",
]
WITHOUT_OUR_SHEET = "mail"  # mails bring their styles along


def read(*patterns: str) -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text() for pattern in patterns for path in ROOT.glob(pattern)
    }


@cache
def styled() -> frozenset[str]:
    sheets = re.sub(
        r"/\*.*?\*/|url\([^)]*\)", "", "\n".join(read("static/css/*.css").values()), flags=re.DOTALL
    )
    selectors = re.findall(r"([^{}]+)\{", sheets)
    return frozenset(name for one in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", one))


def is_said(name: str, text: str) -> bool:
    """By itself, or put together from what stands before its last part: `state--{}`, `unsent--${…}`."""
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        return True
    begun = [name[: at.end()] for at in re.finditer("--|__|-", name)]
    return any(re.search(rf"(?<![\w-]){re.escape(one)}[{{$%\"']", text) for one in begun)


def test_every_class_that_is_styled_stands_on_some_page():
    text = "\n".join(read(*PAGES).values())
    ours = {name for name in styled() if not name.startswith("ds_")}
    assert len(ours) > 300
    assert sorted(name for name in ours if not is_said(name, text)) == []


def classes_of(text: str) -> set[str]:
    """Those written out whole; what a template puts together is left out."""
    text = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "…", text))
    values = re.findall(r'class="([^"]*)"', text)
    return {name for value in values for name in value.split() if re.fullmatch(r"[a-zA-Z][\w-]*", name)}


def test_every_class_on_a_page_is_styled_or_looked_for():
    vendored = "\n".join(read("static/vendor/**/*.css").values())
    looked_for = "\n".join(
        read("static/js/**/*.js", "tests/browser/**/*.py", "tests/**/*.py", "bench/**/*.py").values()
    )
    found = {
        f"{name} in {file}"
        for file, text in read(*PAGES).items()
        if not file.endswith(".js") and WITHOUT_OUR_SHEET not in file
        for name in classes_of(text)
        if name not in styled() and not any(other.startswith(f"{name}--") for other in styled())
        if not is_said(name, vendored) and not is_said(name, looked_for)
    }
    assert sorted(found) == []
