"""What the demo's learning partner wrote over several groups: a report over the programme, and a draft over one partnership."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from inquiries.models import Partnership, Programme, Stewardship
from inquiries.roles import Role
from practices.reporting import issuing

PROGRAMME: dict[str, Any] = {
    "title": "Nine partnerships try things now, and what spreads is a telephone number",
    "lead": "Where nurses and carers went to where people already are, things moved within weeks. Where they waited for "
    "systems to talk to each other, nothing has moved yet.",
    "learned": "In most groups the first honest sentence came before the first small test. Several began with a lunch or a cup of "
    "tea, and none planned to.\n\nWhat spreads is not a model but a telephone number: people ring each other first.",
    "uncertain": "Most groups are half way. What belongs to the place and what to the way of working we cannot say yet, nor who is "
    "missing from each room. Torrie has not begun.",
    "ahead": "The next reflection meeting asks what seniors could stop doing. Those who were there tell it in their own "
    "partnership.",
}
PARTNERSHIP: dict[str, Any] = {
    "title": "Beston hands on what it learned, and Wester Beston asks for one telephone call",
    "lead": "Four initiatives go on in Beston. Wester Beston is half way.",
    "learned": "Both rooms say the same of the two legal teams, without having spoken to each other.",
    "uncertain": "Whether the lunch club lasts once the six meetings are over.",
    "ahead": "",
}


def write(programme: Programme, partnership: Partnership, at: datetime) -> None:
    """The report over the programme, published a week ago; the one over the partnership, a draft of yesterday."""
    partner = Stewardship.objects.filter(programme=programme, role=Role.LEARNING_PARTNER).first()
    if partner is None:
        return
    then = at - timedelta(days=7)
    over = issuing.Place(programme, None)
    row = issuing.begin(over, PROGRAMME, by=partner.person, at=then, client_key=uuid4())
    issuing.publish(row, version=0, by=partner.person, at=then)
    below = issuing.Place(programme, partnership)
    issuing.begin(below, PARTNERSHIP, by=partner.person, at=at - timedelta(days=1), client_key=uuid4())
