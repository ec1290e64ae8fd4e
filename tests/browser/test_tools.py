"""The browser's ears and axe-core hear what they are for."""

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>%s</main></body></html>"""
POLICY = {"Content-Security-Policy": "default-src 'none'"}


def show(page, body: str, site: str, **answer) -> None:
    page.route("**/shown/", lambda route: route.fulfill(body=PAGE % body, content_type="text/html", **answer))
    page.goto(f"{site}/shown/")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<p style="color: red">red</p>',
        '<img alt="" src="https://clip.example/x.png">',
    ],
)
def test_refused_by_the_policy_is_heard(open_page, site, ears, body):
    show(open_page(), body, site, headers=POLICY)
    assert any("CSP" in what or "Content Security Policy" in what for what in ears.heard)
    ears.heard.clear()


def test_error_of_a_script_is_heard(open_page, site, ears):
    page = open_page()
    show(page, "<script>nothing.at.all()</script>", site)
    page.wait_for_load_state("networkidle")
    assert any("nothing is not defined" in what for what in ears.heard)
    ears.heard.clear()


def test_missing_file_is_heard(open_page, site, ears):
    page = open_page()
    show(page, f'<img alt="" src="{site}/static/none.png">', site)
    page.wait_for_load_state("networkidle")
    assert any("404" in what for what in ears.heard)
    ears.heard.clear()


def test_page_check_passes_a_good_page(page, site, page_check):
    show(page, "<p>Words</p>", site)
    page_check(page)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<label>Name</label><input type="text">', "label"),
        ('<p style="color: #bbb; background: #fff">pale</p>', "color-contrast"),
        (
            '<button style="width: 12px; height: 12px; margin: 0; padding: 0; border: 0" aria-label="a"></button>'
            * 2,
            "target-size",
        ),
    ],
)
def test_page_check_finds(open_page, site, page_check, body, rule):
    page = open_page()
    show(page, body, site)
    with pytest.raises(AssertionError, match=rule):
        page_check(page)


def test_page_check_finds_a_page_that_is_too_wide(open_page, site, page_check):
    page = open_page("phone")
    show(page, '<meta name="viewport" content="width=device-width"><p style="width: 500px">wide</p>', site)
    with pytest.raises(AssertionError, match="wider than its window"):
        page_check(page)
