"""How pages say where small tests stand."""

from django import template

from inquiries.templatetags.clip import state
from practices.models import SmallTest

register = template.Library()
MARKS = {"trying": "trial", "adopted": "usual", "let go": "let_go"}


@register.simple_tag
def stage_mark(small_test: SmallTest) -> str:
    """The mark and word of a small test's stage."""
    return state(MARKS[small_test.stage], small_test.get_stage_display())
