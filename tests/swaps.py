"""After a swap the page shows what a reload would show: the fragment is compared with the page."""

from django.test import Client
from django.test.html import Element, parse_html

# Anew for each page: no two renderings agree on them, and nobody sees them.
MINTED = ("csrfmiddlewaretoken", "client_key")
# What just happened, said once: a reload comes later, and has nothing to say.
PASSING = ("toast",)


def swap(client: Client, path: str, data: dict | None = None, *, target: str = "", method: str = "post"):
    """Send what htmx sends, and give the answer."""
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    if target:
        headers["HX-Target"] = target
    return getattr(client, method)(path, data or {}, headers=headers)


def assert_swap_equals_reload(
    client: Client,
    path: str,
    data: dict | None = None,
    *,
    target: str,
    page: str,
    method: str = "post",
    status: int = 200,
):
    """POST (or GET) `path` as htmx does: what comes for the element `target` is what `page` shows there on reload.

    Elements that come along out of band are compared as well. Gives the answer, for more questions.
    """
    answer = swap(client, path, data, target=target, method=method)
    assert answer.status_code == status, f"{path} answered {answer.status_code}, not {status}"
    fragment = tree_of(answer.content.decode())
    reload = client.get(page)
    assert reload.status_code == 200, f"{page} answered {reload.status_code}"
    whole = tree_of(reload.content.decode())

    swapped = [element for element in elements(fragment) if attribute(element, "hx-swap-oob")]
    main = find(fragment, target)
    if main is not None:
        swapped.append(main)
    else:
        rest = [child for child in fragment.children if child not in swapped]
        assert_same(rest, children(find(whole, target), target, page), target)
    for element in swapped:
        name = attribute(element, "id")
        if name in PASSING:
            continue
        shown = find(whole, name)
        assert shown is not None, f"#{name} was swapped in, but {page} has no such element"
        assert_same([plain(element)], [plain(shown)], name)
    return answer


def tree_of(html: str) -> Element:
    tree = parse_html(f"<div>{html}</div>" if "<html" not in html else html)
    forget_what_is_minted(tree)
    return tree


def children(element: Element | None, target: str, page: str) -> list:
    assert element is not None, f"{page} has no element #{target}"
    return element.children


def elements(element: Element):
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from elements(child)


def attribute(element: Element, name: str) -> str:
    return dict(element.attributes).get(name) or ""


def find(tree: Element, identity: str) -> Element | None:
    return next((element for element in elements(tree) if attribute(element, "id") == identity), None)


def forget_what_is_minted(tree: Element) -> None:
    for element in elements(tree):
        if attribute(element, "name") in MINTED:
            element.attributes = [
                (name, "" if name == "value" else value) for name, value in element.attributes
            ]


def plain(element: Element) -> Element:
    element.attributes = [pair for pair in element.attributes if pair[0] != "hx-swap-oob"]
    return element


def assert_same(swapped: list, shown: list, name: str) -> None:
    after_swap = "\n".join(str(part) for part in swapped).strip()
    after_reload = "\n".join(str(part) for part in shown).strip()
    assert after_swap == after_reload, f"#{name} differs after the swap (left) from after a reload (right)"
