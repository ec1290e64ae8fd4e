"""Writing an imported list of people into the tables in one transaction, and taking it out again."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from inquiries import appointing, checking_people, convening, setting_up
from inquiries.models import GroupInvitation, ImportRow, Membership, Organisation, PeopleImport, Spell, User
from inquiries.models.base import fold
from inquiries.roles import Role

OF_PERSON = (*checking_people.OF_PERSON, "email")
OF_PLACE = ("job", "is_informed_only")
State, Plan = PeopleImport.State, ImportRow.Plan


class TakenOverError(Exception):
    """Another worker has the import: nothing of this one is kept."""


class UnansweredError(Exception):
    """A row asks who somebody is, or has a problem: nothing of the file is imported."""


@transaction.atomic
def write(made: PeopleImport, *, at: datetime) -> None:
    """Import every row of a clean file. Raises IntegrityError, UnansweredError or TakenOverError, and then nothing is changed."""
    rows = list(made.rows.exclude(plan=Plan.SAME).select_related("person"))
    if any(row.plan == Plan.ASK or row.problems for row in rows):
        raise UnansweredError
    writing = _Writing(made, at)
    added = [row for row in rows if row.plan == Plan.ADD]
    changed = [row for row in rows if row.plan == Plan.CHANGE]
    writing.add(added)
    writing.change(changed)
    ImportRow.objects.keep(rows, ["person", "membership", "before"])
    mine = PeopleImport.objects.filter(pk=made.pk, state=State.RUNNING, claimed_at=made.claimed_at)
    if not mine.update(state=State.DONE, finished_at=at, added=len(added), changed=len(changed)):
        raise TakenOverError


class _Writing:
    """One import while it is written."""

    def __init__(self, made: PeopleImport, at: datetime) -> None:
        self.made, self.at = made, at
        self.group, self.by = made.group, made.made_by
        self.today = timezone.localdate(at)
        self.organisations: dict[str, Organisation] = {}

    def organisation(self, values: dict[str, Any]) -> Organisation:
        name = values.get("organisation", "")
        if fold(name) not in self.organisations:
            partnership = self.group.partnership
            self.organisations[fold(name)] = (
                setting_up.add_party(partnership, name, sector=values.get("sector", ""))[0]
                if name
                else convening.people_who_live_here(partnership)
            )
        return self.organisations[fold(name)]

    def add(self, rows: list[ImportRow]) -> None:
        """New members: those who are new to Clip too, then their places and spells, each kind in one go."""
        read = [(row, checking_people.values_of(row)[0]) for row in rows]
        new = []
        for row, values in read:
            row.before = {"is_new": row.person is None}
            if row.person is None:
                row.person = self._person(row, values)
                new.append(row.person)
        User.objects.bulk_create(new, batch_size=200)
        places = [self._place(row, values) for row, values in read]
        bulk_create_with_history(
            places, Membership, batch_size=200, default_user=self.by, default_date=self.at
        )
        Spell.objects.bulk_create([self._spell(place) for place in places], batch_size=200)
        for row, place in zip(rows, places, strict=True):
            row.membership = place
        waiting = GroupInvitation.objects.waiting().filter(
            group=self.group, person__in=[p.person_id for p in places]
        )
        yes = GroupInvitation.Answer.ACCEPTED
        waiting.update(answer=yes, answered_at=self.at, answered_by=self.by)

    def _person(self, row: ImportRow, values: dict[str, Any]) -> User:
        """Not saved yet. An address that somebody else signs in with is one that they share."""
        email, contact = values.get("email", ""), values.get("contact_email", "")
        if email and row.candidates and User.objects.filter(email=email).exists():
            email, contact = "", contact or email
        person = User(
            name=values["name"],
            short_name=values.get("short_name", ""),
            email=email or None,
            contact_email=contact,
            phone=values.get("phone", ""),
            password=make_password(None),
        )
        person.tidy()
        return person

    def _place(self, row: ImportRow, values: dict[str, Any]) -> Membership:
        assert row.person  # made just now where there was none
        return Membership(
            group=self.group,
            person=row.person,
            role=values.get("role", Role.MEMBER),
            organisation=self.organisation(values),
            job=values.get("job", ""),
            joined_on=values.get("joined_on", min(self.today, values.get("left_on", self.today))),
            left_on=values.get("left_on"),
            is_informed_only=values.get("is_informed_only", False),
        )

    def _spell(self, place: Membership) -> Spell:
        ended: dict[str, Any] = {}
        if place.left_on:
            why = Spell.End.LEFT
            ended = {"ends_on": place.left_on, "ended_because": why, "ended_at": self.at, "ended_by": self.by}
        return Spell(membership=place, organisation=place.organisation, starts_on=place.joined_on, **ended)

    def change(self, rows: list[ImportRow]) -> None:
        """Those who are here already, each kind of change in one go; what was before is kept on the row."""
        people = [row.person_id for row in rows]
        found = Membership.objects.filter(group=self.group, person__in=people)
        places = {place.person_id: place for place in found.select_related("person", "organisation")}
        moves: list[tuple[Membership, Organisation]] = []
        for row in rows:
            place = places[row.person_id]  # type: ignore[index]  # a row that changes somebody knows whom
            row.membership = place
            values = checking_people.values_of(row)[0]
            row.before = self._set(place, values) | {"role": place.role}
            if values.get("organisation"):
                moves.append((place, self.organisation(values)))
            if values.get("role", place.role) != place.role:
                appointing.change_role(place, values["role"])
        _save(rows, by=self.by)
        moved = convening.move_all(moves, on=self.today, by=self.by, at=self.at)
        for row in rows:
            row.before["has_moved"] = row.membership_id in moved

    def _set(self, place: Membership, values: dict[str, Any]) -> dict[str, Any]:
        """Set what differs, saving nothing, and give what was there before."""
        if values.get("email") == place.person.contact_email:
            values = {key: value for key, value in values.items() if key != "email"}
        return {"person": _set(place.person, values, OF_PERSON), "place": _set(place, values, OF_PLACE)}


def _save(rows: list[ImportRow], *, by: User) -> None:
    """Save the people and places of these rows as they are set."""
    places = [row.membership for row in rows if row.membership]
    people = [place.person for place in places]
    for person in people:
        person.tidy()
    User.objects.bulk_update(people, [*OF_PERSON], batch_size=200)
    changed = [row.membership for row in rows if row.membership and row.before["place"]]
    bulk_update_with_history(changed, Membership, [*OF_PLACE], batch_size=200, default_user=by)


def _set(holder: User | Membership, values: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    before = {
        key: getattr(holder, key)
        for key in keys
        if values.get(key, getattr(holder, key)) != getattr(holder, key)
    }
    for key in before:
        setattr(holder, key, values[key])
    return before


@transaction.atomic
def take_back(made: PeopleImport) -> bool:
    """Take an import out again; False where something was written of somebody in it since, and then nothing changes."""
    done = PeopleImport.objects.filter(pk=made.pk, state=State.DONE)
    rows = list(made.rows.exclude(membership=None).select_related("membership__person", "membership__group"))
    try:
        with transaction.atomic():
            if not done.update(state=State.UNDONE):
                return False
            _restore([row for row in rows if row.plan == Plan.CHANGE], made.made_by)
            _take_out([row for row in rows if row.plan == Plan.ADD])
    except (ProtectedError, appointing.LastOneError):
        return False
    return True


def _take_out(rows: list[ImportRow]) -> None:
    places = [row.membership_id for row in rows]
    new = [row.person_id for row in rows if row.before.get("is_new")]
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(membership=None, person=None)
    GroupInvitation.objects.filter(person__in=new).delete()
    Spell.objects.filter(membership__in=places).delete()
    Membership.objects.filter(pk__in=places).delete()
    User.objects.filter(pk__in=new).delete()


def _restore(rows: list[ImportRow], by: User) -> None:
    for row in rows:
        place = row.membership
        assert place  # the rows that are taken back have one
        if row.before["has_moved"]:
            convening.take_back_move(place, by=by)
        if place.role != row.before["role"]:
            appointing.change_role(place, row.before["role"])
        _set(place.person, row.before["person"], OF_PERSON)
        _set(place, row.before["place"], OF_PLACE)
    _save(rows, by=by)
