import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.utils import timezone

from inquiries import drawing, rendering, tasks
from inquiries.models import Document
from tests.builders import make_group, make_programme

PAGE = '<html lang="en-GB"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sink():
    """A server on this machine that notes who knocks: nobody should."""
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        is_over = threading.Event()

        def listen():
            while not is_over.is_set():
                try:
                    caller, _address = server.accept()
                except TimeoutError:
                    continue
                knocks.append(caller.recv(200))
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], knocks
        time.sleep(0.1)
        is_over.set()
        thread.join()


def page(title="Recap", body="<p>We met.</p>"):
    return PAGE.format(title=title, body=body)


def ordered(html=None, **fields):
    return rendering.order(
        group=fields.get("group") or make_group(),
        title="Recap of meeting 4",
        file_name="recap.pdf",
        html=html or page(),
        at=timezone.now(),
    )


@pytest.mark.django_db
def test_order_of_the_same_content_is_one_document():
    group = make_group()

    first, second = ordered(group=group), ordered(group=group)

    assert first == second
    assert Document.objects.get().state == "queued"


@pytest.mark.django_db
def test_order_tells_contents_and_groups_apart():
    group = make_group()

    ordered(group=group), ordered(page(body="<p>We met again.</p>"), group=group), ordered()

    assert Document.objects.count() == 3


@pytest.mark.django_db
def test_order_tells_looks_apart(monkeypatch):
    group = make_group()
    ordered(group=group)
    monkeypatch.setattr(rendering, "_look", lambda: "another")

    ordered(group=group)

    assert Document.objects.count() == 2


@pytest.mark.django_db
def test_render_keeps_the_file_and_forgets_the_source():
    document = ordered(page(body="<p>We met.</p>" * 200))

    assert rendering.render(document.pk, timezone.now())

    document.refresh_from_db()
    assert (document.state, document.source, document.failed_because) == ("ready", "", "")
    assert document.ready_at
    with document.file.open("rb") as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == document.pages > 1
    with document.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == document.sha256
    assert "recap" not in document.file.name


@pytest.mark.django_db
def test_render_twice_is_once():
    document = ordered()

    assert [rendering.render(document.pk, timezone.now()) for _ in range(2)] == [True, False]
    assert Document.objects.get().attempts == 1


@pytest.mark.django_db
def test_render_leaves_what_another_worker_draws():
    document = ordered()
    Document.objects.update(state="rendering", claimed_at=timezone.now(), attempts=1)

    assert not rendering.render(document.pk, timezone.now())
    assert Document.objects.get().attempts == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("html", "why"),
    [
        (
            page(body='<img src="https://elsewhere.invalid/a.png" alt="A">'),
            "The PDF maker found a fault in the page.",
        ),
        (page(body="<img src='data:image/png;base64,eA=='>"), "The PDF maker found a fault in the page."),
        ("x" * (rendering.LARGEST_SOURCE + 1), "There is too much text for one PDF."),
    ],
)
def test_render_says_why_it_failed(html, why):
    document = ordered(html)

    assert not rendering.render(document.pk, timezone.now())

    document.refresh_from_db()
    assert (document.state, document.failed_because, document.file.name) == ("failed", why, "")
    assert document.source


@pytest.mark.django_db
def test_render_ends_what_will_not_end(monkeypatch):
    monkeypatch.setattr(rendering, "WALL_SECONDS", 0.05)
    document = ordered()

    rendering.render(document.pk, timezone.now())

    assert Document.objects.get().failed_because == "Drawing it took too long, and was ended."


@pytest.mark.django_db
def test_order_tries_again_what_failed():
    group = make_group()
    document = ordered(group=group)
    Document.objects.update(state="failed", failed_because="So", attempts=3)

    again = ordered(group=group)

    assert again == document
    assert (again.state, again.attempts, again.failed_because) == ("queued", 0, "")
    assert rendering.render(document.pk, timezone.now())


@pytest.mark.django_db
def test_lost_ones_are_woken():
    now = timezone.now()
    long_ago = now - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS + 1)
    died, waits = (ordered() for _ in range(2))
    Document.objects.filter(pk=died.pk).update(state="rendering", claimed_at=long_ago, attempts=1)

    assert rendering.lost(now) == [died.pk]
    assert rendering.render(died.pk, now)
    assert rendering.lost(now) == [waits.pk]


@pytest.mark.django_db
def test_one_is_drawn_at_a_time_the_oldest_first():
    now = timezone.now()
    drawn, waits = (ordered() for _ in range(2))
    Document.objects.filter(pk=drawn.pk).update(state="rendering", claimed_at=now, attempts=1)

    assert rendering.lost(now) == []
    assert not rendering.render(waits.pk, now)
    assert Document.objects.get(pk=waits.pk).attempts == 0

    Document.objects.filter(pk=drawn.pk).update(state="ready")
    assert rendering.lost(now) == [waits.pk]


@pytest.mark.django_db
def test_many_asked_for_at_once_all_arrive(monkeypatch):
    monkeypatch.setattr(rendering, "draw", lambda html: (b"%PDF-1.7", 1))
    for _ in range(40):
        ordered()

    while waiting := rendering.lost(timezone.now()):
        tasks.render(str(waiting[0]))

    assert Document.objects.filter(state="ready").count() == 40


@pytest.mark.django_db
def test_order_takes_a_programme_in_the_place_of_a_group():
    programme = make_programme()
    words = {"title": "Over all", "file_name": "over.pdf", "html": page(), "at": timezone.now()}

    documents = [rendering.order(programme=programme, **words) for _ in range(2)]

    assert documents[0] == documents[1]
    assert (documents[0].group, documents[0].programme) == (None, programme)


@pytest.mark.django_db
def test_lost_three_times_is_set_aside():
    document = ordered()
    long_ago = timezone.now() - timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS + 1)
    Document.objects.update(state="rendering", claimed_at=long_ago, attempts=3)

    assert rendering.lost(timezone.now()) == []

    document.refresh_from_db()
    assert (document.state, document.failed_because) == ("failed", "Drawing it was broken off three times.")


@pytest.mark.django_db
def test_render_drops_its_file_where_the_lease_was_lost(monkeypatch, tmp_path):
    document = ordered()

    def draw(html):
        Document.objects.update(claimed_at=timezone.now() + timedelta(minutes=5))  # another took it meanwhile
        return b"%PDF-1.7", 1

    monkeypatch.setattr(rendering, "draw", draw)
    rendering.render(document.pk, timezone.now())

    assert Document.objects.get().state == "rendering"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_task_draws():
    document = ordered()

    tasks.render(str(document.pk))

    assert Document.objects.get().state == "ready"


HOSTILE = [
    '<img src="{url}" alt="A">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style>",
    '<p style="background: url({url})">A</p>',
    "<style>li {{ list-style-image: url({url}) }}</style><ul><li>A</li></ul>",
    '<svg width="9" height="9"><title>A</title><image href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><title>A</title><use href="{url}#a"/></svg>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<iframe src="{url}"></iframe>',
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_pages_fetch_nothing(sink, body):
    port, knocks = sink

    with suppress(Exception):  # refused, or drawn without it: what counts is that nobody knocks
        drawing.draw(page(body=body.format(url=f"http://127.0.0.1:{port}/x")))

    assert knocks == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "/etc/passwd", "../clip/settings.py", "css/../../manage.py", "data:text/css,p{}"],
)
def test_only_bundled_assets_are_handed_out(url):
    assert drawing.asset(drawing.BASE + url) is None
    assert drawing.asset(url) is None


def test_bundled_assets_are_handed_out():
    body, kind = drawing.asset(f"{drawing.BASE}css/print.css")

    assert (kind, b"@page" in body) == ("text/css", True)


def test_paper_has_a_ground_of_its_own():
    body, _kind = drawing.asset(f"{drawing.BASE}made/design-system.css")

    assert b"the ground of paper" in body


def test_drawing_process_opens_no_socket(sink):
    port, knocks = sink
    code = f"import sys; from inquiries import drawing; sys.addaudithook(drawing.stay_offline); import socket; socket.create_connection(('127.0.0.1', {port}))"

    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )

    assert "Drawing reaches no network" in ended.stderr
    assert knocks == []


def test_drawing_process_has_bounds():
    code = (
        "import resource; from inquiries import drawing; drawing.limit();"
        "print([resource.getrlimit(r)[0] for r in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)])"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert ended.stdout.strip() == str([2**30, 60, 50 * 2**20])


def test_drawing_process_lets_pages_go_before():
    code = "import os; from inquiries import drawing; drawing.limit(); print(os.nice(0))"

    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert int(ended.stdout) == min(os.nice(0) + drawing.NICE, 19)


@pytest.mark.django_db
def test_a_drawing_process_that_is_killed_fails_its_document_and_can_be_asked_for_again(monkeypatch):
    document = ordered()
    killed = lambda *_arguments, **_more: subprocess.CompletedProcess([], -9, b"", b"")  # noqa: E731
    monkeypatch.setattr(rendering.subprocess, "run", killed)

    assert not rendering.render(document.pk, timezone.now())

    document.refresh_from_db()
    assert (document.state, document.failed_because) == (
        "failed",
        "Drawing it took more than it may, and was ended.",
    )
    monkeypatch.undo()
    again = ordered(group=document.group)
    assert again.state == "queued"


def test_drawing_process_gets_no_secret(monkeypatch):
    seen = {}

    def run(*_arguments, env, **_more):
        seen.update(env)
        return subprocess.CompletedProcess([], 0, b"%PDF-1.7", b"\npages 1\n")

    monkeypatch.setattr(rendering.subprocess, "run", run)
    monkeypatch.setenv("SECRET_KEY", "hush")

    assert rendering.draw(page()) == (b"%PDF-1.7", 1)
    assert set(seen) <= {*rendering.HANDED_ON, "CLIP_FILES"}
    assert seen["PATH"] == os.environ["PATH"]


def test_pdf_is_tagged_and_names_nobody():
    pdf, pages = rendering.draw(page("Recap of meeting 4"))

    with pikepdf.open(BytesIO(pdf)) as opened:
        assert pages == len(opened.pages) == 1
        assert opened.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in opened.Root
        assert str(opened.Root.Lang) == "en-GB"
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Recap of meeting 4"
        assert "/Author" not in opened.docinfo
