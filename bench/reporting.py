"""A published report over the whole of a programme, what reading it asks, and what its PDF takes.

`python -m bench.reporting publish`, `… pdf`, `… crowd` and `… arrived` run in a process each, in the environment that
bench/reports gives them.
"""

import argparse
import json
import resource
import sys
import time
from typing import Any
from uuid import uuid4

TITLE = "Most groups try things now, and six hundred asks wait"
SEEN = "What spreads is a telephone number: people ring each other first, and write afterwards. "


def publish() -> dict[str, Any]:
    """Write and publish one over the programme, as its learning partner, who then looks at it; says what that asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    from django.utils import timezone

    from bench.looking import signed_in
    from inquiries.models import Programme, Stewardship
    from practices.models import Overview
    from practices.reporting import issuing

    programme, now = Programme.objects.get(), timezone.now()
    partner = Stewardship.objects.get(programme=programme, role="learning_partner").person
    words = {"title": TITLE, "lead": SEEN, "learned": SEEN * 8, "uncertain": SEEN * 3, "ahead": SEEN * 2}
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        row = issuing.begin(issuing.Place(programme, None), words, by=partner, at=now, client_key=uuid4())
    taken = time.perf_counter() - began
    why_not = issuing.publish(row, version=0, by=partner, at=now)
    if why_not:
        raise SystemExit(why_not)
    bare, page = reverse("bare"), Overview.objects.get(pk=row.pk).get_absolute_url()
    pages = {"bare": bare, "programme": page, "last": f"{page}?page=5", "national": f"{page}?as=national"}
    facts = {"pages": pages, "taking_s": round(taken, 1), "taking_queries": len(asked.captured_queries)}
    return signed_in(partner) | facts


def pdf() -> dict[str, Any]:
    """Draw it once as a worker does: seconds until it is there, and the most memory that the drawing process had."""
    from inquiries import rendering

    html = _paper()
    began = time.perf_counter()
    _drawn, pages = rendering.draw(html)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "pdf_s": round(seconds, 1),
        "pdf_mb": round(most, 1),
        "pages": pages,
        "html_kb": len(html) // 1024,
    }


def _paper() -> str:
    from practices.models import Face, Overview
    from practices.reporting import overview_papers

    row = Overview.objects.select_related("programme", "partnership").latest("recorded_at")
    told, *portraits = overview_papers.whole(row, Face.NEAR)
    return overview_papers.paper(row, Face.NEAR, set(), told, portraits)


def crowd(many: int) -> dict[str, Any]:
    """So many different reports asked for at once: rows that the worker of the server finds."""
    from django.utils import timezone

    from inquiries import rendering
    from inquiries.models import Programme

    html, programme = _paper(), Programme.objects.get()
    for number in range(many):
        rendering.order(
            programme=programme,
            title=f"{TITLE}, {number}",
            file_name=f"bench-{number}.pdf",
            html=html.replace(TITLE, f"{TITLE}, {number}"),
            at=timezone.now(),
        )
    return {"asked": many}


def arrived() -> dict[str, Any]:
    """How far they are: how many are there, could not be made, and are being drawn this moment."""
    from django.db.models import Count

    from inquiries.models import Document

    rows = Document.objects.filter(file_name__startswith="bench-").order_by().values("state")
    return dict(rows.annotate(n=Count("pk")).values_list("state", "n"))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("do", choices=["publish", "pdf", "crowd", "arrived"])
    parser.add_argument("--many", type=int, default=40)
    asked = parser.parse_args()

    import django

    django.setup()
    jobs = {"publish": publish, "pdf": pdf, "crowd": lambda: crowd(asked.many), "arrived": arrived}
    print(json.dumps(jobs[asked.do]()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
