"""What becomes of somebody's things when they leave (settings.HANDING_ON).

Each open action is offered to somebody else, or waits where it is seen; recaps of their time stay theirs to read.
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries.leaving import Kept, Theirs
from inquiries.models import Membership, Message, User
from meetings import offering, updating
from meetings.models import Action, ActionUpdate, Recap
from meetings.models.actions import ActionQuerySet

WAITING_MAIL = (Message.State.QUEUED, Message.State.RETRY)


def _open(membership: Membership) -> ActionQuerySet:
    return Action.objects.kept().filter(lead=membership).open()


def theirs(membership: Membership) -> list[Theirs]:
    return [
        Theirs(action.pk, action.text, note=_how(action), url=action.get_absolute_url())
        for action in _open(membership).for_listing().order_by("due_on", "agreed_at")
    ]


def _how(action: Action) -> str:
    words = {"state": action.get_state_display(), "day": date_format(action.due_on, "j F")}
    return _("%(state)s, for %(day)s") % words


def hand_on(
    membership: Membership, to: dict[UUID, Membership], *, occasion: UUID, by: Membership, at: datetime
) -> None:
    """Offer each open action to whoever is named for it; what nobody is named for is handed back."""
    for action in _open(membership).select_related("group", "lead"):
        key, taker = uuid5(occasion, str(action.pk)), to.get(action.pk)
        if taker and taker.pk != membership.pk:
            offering.offer(action, taker, by=by, at=at, client_key=key)
        elif action.state != Action.State.BACK:
            through = ActionUpdate.Through.PAGE
            back = Action.State.BACK
            updating.tell(action, state=back, words="", through=through, by=by, at=at, client_key=key)


def take_back(membership: Membership, *, occasion: UUID, by: Membership, at: datetime) -> None:
    """Undo what leaving did to each action that nothing was heard of since; a mail that has not left is called off."""
    led = ActionUpdate.objects.kept().filter(action__lead=membership, state=Action.State.BACK)
    passed = ActionUpdate.objects.kept().filter(passed_from=membership)
    for update in (led | passed).select_related("action__group", "by"):
        ours = update.client_key == uuid5(occasion, str(update.action_id))
        if ours and update.action.heard_at == update.at:
            updating.undo(update, by=by, at=at)
            asked = Message.objects.filter(key=f"asked:{update.pk}", state__in=WAITING_MAIL)
            asked.update(state=Message.State.SUPPRESSED, failed_because=_("taken back before it left"))


def kept(person: User) -> list[Kept]:
    """The recaps published in their time, newest first."""
    found = Recap.objects.kept_by(person).select_related("meeting").order_by("-meeting__starts_at")
    return [
        Kept(recap.meeting.group_id, _title(recap), reverse("meetings:recap-kept", args=[recap.pk]))
        for recap in found
    ]


def _title(recap: Recap) -> str:
    words = {"number": recap.meeting.number, "day": date_format(recap.meeting.starts_local, "j F Y")}
    return _("Recap of meeting %(number)s, %(day)s") % words
