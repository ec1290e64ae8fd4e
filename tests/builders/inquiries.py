"""Builders of people, groups and what they agree on: each makes one valid thing with no arguments."""

from datetime import date, timedelta
from itertools import count, cycle
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.base import ContentFile
from django.utils import timezone

from inquiries import convening
from inquiries.models import (
    Agreement,
    Aspiration,
    CardLine,
    CheckBack,
    Document,
    Group,
    GroupInvitation,
    ImportRow,
    Membership,
    Message,
    Moment,
    Organisation,
    Partnership,
    PeopleImport,
    Programme,
    Proposal,
    Purpose,
    SignUp,
    Spell,
    Stewardship,
    Term,
    Try,
    Undeliverable,
    User,
)
from inquiries.roles import Role

numbers = count(1)
places = cycle(range(1, 32_768))  # in a list: a long run counts further than PostgreSQL’s small numbers
LONG_AGO = date(2026, 1, 5)


def make_agreement(group: Group | None = None, **fields: Any) -> Agreement:
    group = group or make_group()
    words = ("leaves_room", "holds_record", "disagree", "laws")
    defaults: dict[str, Any] = {name: f"As we agreed, {next(numbers)}" for name in words}
    if "written_by" not in fields:
        defaults["written_by"] = make_membership(group=group, role=Role.FACILITATOR)
    return Agreement.objects.create(group=group, **defaults | {"agreed_on": LONG_AGO} | fields)


def make_aspiration(group: Group | None = None, **fields: Any) -> Aspiration:
    defaults: dict[str, Any] = {"text": f"More trust, {next(numbers)}", "agreed_on": LONG_AGO}
    return Aspiration.objects.create(
        group=group or make_group(), **defaults | {"position": next(places)} | fields
    )


def make_card_line(membership: Membership | None = None, **fields: Any) -> CardLine:
    defaults: dict[str, Any] = {"kind": CardLine.Kind.OFFER, "text": "A room", "changed_at": timezone.now()}
    return CardLine.objects.create(membership=membership or make_membership(), **defaults | fields)


def make_document(group: Group | None = None, **fields: Any) -> Document:
    """A PDF that was drawn, with its file."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "key": f"{number:064}",
        "title": f"Booklet {number}",
        "file_name": "booklet.pdf",
        "state": Document.State.READY,
        "made_at": timezone.now(),
    }
    content = fields.pop("content", b"%PDF-1.7 words")
    document = Document(group=group or make_group(), **defaults | fields)
    document.file.save(f"{uuid4()}.pdf", ContentFile(content), save=True)
    return document


def make_email_address(**fields: Any) -> EmailAddress:
    """An address that allauth keeps of its own, beside a person's."""
    number = next(numbers)
    user = fields.pop("user", None) or make_user()
    return EmailAddress.objects.create(user=user, email=f"other{number}@example.scot", **fields)


def make_check_back(group: Group | None = None, **fields: Any) -> CheckBack:
    defaults: dict[str, Any] = {"moment": Moment.HALF_WAY, "opened_at": timezone.now()}
    return CheckBack.objects.create(group=group or make_group(), **defaults | fields)


def make_group(**fields: Any) -> Group:
    """A group with a long-term purpose."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "name": f"Wester {number}",
        "slug": f"wester-{number}",
        "who_for": "Older people",
    }
    if "partnership" not in fields:
        defaults["partnership"] = make_partnership()
    group = Group.objects.create(**defaults | fields)
    make_purpose(group=group)
    return group


def make_group_invitation(
    group: Group | None = None, person: User | None = None, **fields: Any
) -> GroupInvitation:
    """Somebody asked to join, who has not answered."""
    now = timezone.now()
    defaults: dict[str, Any] = {"words": "We need somebody who knows the road.", "asked_at": now}
    if "asked_by" not in fields:
        defaults["asked_by"] = make_user()
    if "organisation" not in fields:
        defaults["organisation"] = make_organisation()
    if fields.get("answer"):
        defaults |= {"answered_at": now, "answered_by": defaults.get("asked_by") or fields["asked_by"]}
    return GroupInvitation.objects.create(
        group=group or make_group(),
        person=person or make_user(),
        **{"ends_at": now + timedelta(days=21)} | defaults | fields,
    )


def make_import_row(of: PeopleImport | None = None, **fields: Any) -> ImportRow:
    """A row that was looked at, of a file of one row unless said."""
    defaults: dict[str, Any] = {"number": next(numbers), "cells": {"name": "Ailsa"}}
    return ImportRow.objects.create(of=of or make_people_import(), **defaults | fields)


def make_log_entry(**fields: Any) -> LogEntry:
    """A line of the admin's log."""
    user = fields.pop("user", None) or make_user()
    return LogEntry.objects.create(user=user, action_flag=CHANGE, object_repr="Ailsa", **fields)


def make_membership(group: Group | None = None, person: User | None = None, **fields: Any) -> Membership:
    afterwards = {name: fields.pop(name) for name in ("left_on", "is_informed_only") if name in fields}
    membership = convening.join(
        group or make_group(),
        person or make_user(),
        organisation=fields.pop("organisation", None) or make_organisation(),
        on=fields.pop("joined_on", LONG_AGO),
        **fields,
    )
    for name, value in afterwards.items():
        setattr(membership, name, value)
    if afterwards:
        membership.save(update_fields=list(afterwards))
    if membership.left_on:
        ended = {"ends_on": membership.left_on, "ended_because": Spell.End.LEFT, "ended_at": timezone.now()}
        membership.spells.update(**ended)
    return membership


def make_message(membership: Membership | None = None, **fields: Any) -> Message:
    membership = membership or make_membership()
    now = timezone.now()
    defaults: dict[str, Any] = {
        "key": f"test:{next(numbers)}",
        "kind": Message.Kind.INVITATION,
        "person": membership.person,
        "membership": membership,
        "group": membership.group,
        "subject": "We meet on Thursday",
        "text": "Do come.",
        "html": "<p>Do come.</p>",
        "made_at": now,
        "due_at": now,
    }
    return Message.objects.create(**defaults | fields)


def make_try(message: Message | None = None, **fields: Any) -> Try:
    defaults: dict[str, Any] = {"at": timezone.now(), "state": Message.State.SENT}
    return Try.objects.create(message=message or make_message(), **defaults | fields)


def make_undeliverable(person: User | None = None, **fields: Any) -> Undeliverable:
    person = person or make_user()
    defaults: dict[str, Any] = {"address": person.address, "since": timezone.now(), "why": "550 5.1.1 no"}
    return Undeliverable.objects.create(person=person, **defaults | fields)


def make_organisation(**fields: Any) -> Organisation:
    defaults: dict[str, Any] = {"name": f"Practice {next(numbers)}", "sector": Organisation.Sector.CONTRACTOR}
    return Organisation.objects.create(**defaults | fields)


def make_partnership(**fields: Any) -> Partnership:
    number = next(numbers)
    defaults: dict[str, Any] = {"name": f"Partnership {number}", "slug": f"partnership-{number}"}
    if "programme" not in fields:
        defaults["programme"] = make_programme()
    return Partnership.objects.create(**defaults | fields)


def make_people_import(group: Group | None = None, **fields: Any) -> PeopleImport:
    defaults: dict[str, Any] = {"file_name": "people.csv", "made_at": timezone.now()}
    if "made_by" not in fields:
        defaults["made_by"] = make_user()
    return PeopleImport.objects.create(group=group or make_group(), **defaults | fields)


def make_programme(**fields: Any) -> Programme:
    number = next(numbers)
    return Programme.objects.create(**{"name": f"Programme {number}", "slug": f"programme-{number}"} | fields)


def make_proposal(group: Group | None = None, by: Membership | None = None, **fields: Any) -> Proposal:
    by = by or make_membership(group=group)
    defaults: dict[str, Any] = {"text": f"Nobody is left out, {next(numbers)}", "at": timezone.now()}
    return Proposal.objects.create(group=by.group, by=by, client_key=uuid4(), **defaults | fields)


def make_purpose(group: Group | None = None, **fields: Any) -> Purpose:
    defaults: dict[str, Any] = {"text": "Older people live well at home.", "agreed_on": LONG_AGO}
    return Purpose.objects.create(group=group or make_group(), **defaults | fields)


def make_sign_up(group: Group | None = None, by: Membership | None = None, **fields: Any) -> SignUp:
    """Of the group's long-term purpose."""
    by = by or make_membership(group=group)
    purpose = Purpose.objects.current().get(group=by.group, term=Purpose.Term.LONG)
    defaults: dict[str, Any] = {"words": f"I bring whom I visit, {next(numbers)}", "at": timezone.now()}
    return SignUp.objects.create(by=by, **{"purpose": purpose} | defaults | fields)


def make_stewardship(**fields: Any) -> Stewardship:
    """A senior manager of a partnership unless said."""
    defaults: dict[str, Any] = {
        "person": fields.pop("person", None) or make_user(),
        "role": Role.SENIOR_MANAGER,
    }
    if not {"programme", "partnership", "group"} & set(fields):
        defaults["partnership"] = make_partnership()
    return Stewardship.objects.create(**defaults | fields)


def make_term(group: Group | None = None, **fields: Any) -> Term:
    group = group or make_group()
    if "added_by" not in fields:
        fields["added_by"] = make_membership(group=group)
    defaults: dict[str, Any] = {"text": f"Referral {next(numbers)}", "added_at": timezone.now()}
    return Term.objects.create(group=group, **defaults | fields)


def make_user(**fields: Any) -> User:
    number = next(numbers)
    return User.objects.create_user(
        **{"name": f"Ailsa {number}", "email": f"ailsa{number}@example.scot"} | fields
    )
