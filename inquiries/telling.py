"""Telling a person by mail that how they sign in has changed, and what to do where it was not they who changed it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries import messaging
from inquiries.composing import compose
from inquiries.models import Message, User
from inquiries.vouching import vouchers_of


@dataclass(frozen=True)
class News:
    """What one notice says: its title, and a sentence or two more."""

    title: Promise
    more: Promise


class Change(Enum):
    """What may change about how somebody signs in."""

    PASSKEY_ADDED = News(
        _("A passkey was added"), _("It opens your account with a fingerprint, a face or a screen lock.")
    )
    PASSKEY_REMOVED = News(_("A passkey was removed"), _("It no longer opens your account."))
    APP_ADDED = News(
        _("An authenticator app was added"), _("When you sign in, Clip asks for a code from it as well.")
    )
    APP_REMOVED = News(_("Your authenticator app was removed"), _("Its codes no longer open your account."))
    CODES_MADE = News(_("You have new recovery codes"), _("The ones you had before no longer work."))
    CODE_USED = News(_("A recovery code was used to sign in"), _("It does not work a second time."))
    ADDRESS_CHANGED = News(
        _("Your email address was changed"), _("Codes and messages go to the new address from now on.")
    )
    LOST_ASKED = News(
        _("You said that your second step is lost"),
        _(
            "Two people were asked to make sure that it is you. Nothing has changed yet. If you find it again, sign in with it, and all this is called off."
        ),
    )
    LOST_REFUSED = News(
        _("Your second step was not taken off"),
        _("Somebody who was asked said that it was not you. Nothing has changed."),
    )
    LOST_RESET = News(
        _("Your second step was taken off"),
        _(
            "Two people confirmed that it was lost. Passkeys, app and recovery codes are gone, and you are signed out everywhere. Sign in soon, and choose a new one."
        ),
    )


def tell(person: User, change: Change, *, at: datetime, to: str = "") -> Message | None:
    """Queue the notice, in the caller's transaction; `to` is an address that is no longer theirs."""
    words = compose(
        "inquiries/emails/signing_in_changed",
        {
            "person": person,
            "title": change.value.title,
            "more": change.value.more,
            "at": at,
            "helpers": [helper.name for helper in vouchers_of(person)],
            "url": settings.SITE_URL + reverse("inquiries:signing-in"),
        },
    )
    letter = messaging.Letter(
        key=f"security:{change.name.lower()}:{uuid4()}",
        kind=Message.Kind.SECURITY,
        membership=None,
        person=person,
        to=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        due_at=at,
    )
    return messaging.queue(letter, at=at) if person.email or to else None
