"""Checking a list of people row by row: what is wrong with each cell, who it is, and what importing it would do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inquiries import readdressing, recognising
from inquiries.models import Group, ImportRow, Membership, Organisation, User
from inquiries.models.base import fold
from inquiries.people_columns import BY_KEY, CellError, read_cell
from inquiries.roles import Role

Plan = ImportRow.Plan
NEW = "new"  # the choice of a row that is none of those it could be
OF_PERSON = ("short_name", "contact_email", "phone")
OF_PLACE = ("job", "role", "is_informed_only")


@dataclass
class Known:
    """All that is asked of the database for a whole file, in seven queries; and what its rows above have said."""

    group: Group
    by: User
    today: date
    of_address: dict[str, User] = field(default_factory=dict)
    owners_known: set[UUID] = field(default_factory=set)  # whose names are for whoever imports to know
    of_name: dict[str, list[User]] = field(default_factory=dict)
    places: dict[UUID, Membership] = field(default_factory=dict)  # in this group, by person
    organisations: dict[str, str] = field(default_factory=dict)  # folded name → sector
    facilitators: set[UUID] = field(default_factory=set)
    seen_addresses: dict[str, tuple[int, str]] = field(default_factory=dict)
    seen_people: dict[object, int] = field(default_factory=dict)

    @classmethod
    def of(cls, group: Group, rows: Iterable[ImportRow], *, by: User, today: date) -> "Known":
        found = cls(group, by, today)
        cells = [row.cells for row in rows]
        addresses = {cell["email"].casefold() for cell in cells if cell.get("email")}
        found.of_address = {user.email or "": user for user in User.objects.filter(email__in=addresses)}
        known = recognising.known_to(by)
        found.owners_known = set(known.filter(email__in=addresses).values_list("pk", flat=True))
        named = recognising.named((cell.get("name", "") for cell in cells), known)
        for user in named.prefetch_related("memberships__organisation", "group_invitations__organisation"):
            found.of_name.setdefault(user.name_folded, []).append(user)
        for place in Membership.objects.filter(group=group).select_related("person", "organisation"):
            found.places[place.person_id] = place
            if place.role == Role.FACILITATOR and not place.left_on and place.person.is_active:
                found.facilitators.add(place.pk)
        names = {fold(cell.get("organisation", "")) for cell in cells}
        organisations = Organisation.objects.filter(name_folded__in=names - {""})
        found.organisations = dict(organisations.values_list("name_folded", "sector"))
        return found


def check(rows: Iterable[ImportRow], known: Known) -> None:
    """Say of each row, on the row itself, what is wrong with it, who it is, and what would be done; saves nothing."""
    for row in rows:
        faults = [problem for problem in row.problems if problem.get("is_fault")]
        values, problems = values_of(row)
        row.problems, row.changes, row.candidates, row.person = [*faults, *problems], [], [], None
        row.plan = ""
        if not row.problems:
            _Row(row, values, known).judge()


def values_of(row: ImportRow) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the cells say, by column; and what can't be read of them."""
    values: dict[str, Any] = {}
    problems = []
    for key, typed in row.cells.items():
        if not typed:
            continue
        try:
            values[key] = read_cell(BY_KEY[key], typed)
        except CellError as problem:
            problems.append(problem_at(key, str(problem)))
    if "name" not in values and "name" not in {problem["key"] for problem in problems}:
        problems.append(problem_at("name", _("Enter a name.")))
    return values, problems


def problem_at(key: str, text: str) -> dict[str, Any]:
    return {"key": key, "column": str(BY_KEY[key].label), "text": text}


@dataclass
class _Row:
    """One row while it is judged."""

    row: ImportRow
    values: dict[str, Any]
    known: Known

    def judge(self) -> None:
        self._one_address_each()
        self._who()
        if self.row.plan == Plan.ASK:
            return
        place = self.known.places.get(self.row.person_id) if self.row.person_id else None
        self._once_in_the_file()
        self._organisation(place)
        if place:
            self._changes(place)
        else:
            self._dates()
            self.row.plan = Plan.ADD

    def wrong(self, key: str, text: str) -> None:
        self.row.problems.append(problem_at(key, text))

    # --- who it is ---

    def _one_address_each(self) -> None:
        email, name = self.values.get("email"), fold(self.values["name"])
        if not email:
            return
        before = self.known.seen_addresses.setdefault(email, (self.row.number, name))
        if before[0] == self.row.number:
            return
        words = {"row": before[0]}
        if before[1] == name:
            self.wrong(
                "email", _("Row %(row)s has the same name and address. Take one of the two out.") % words
            )
        else:
            said = _(
                "Row %(row)s has this address too. If they share it, put it under “Shared email” in both rows."
            )
            self.wrong("email", said % words)

    def _who(self) -> None:
        """Somebody whom the address names, or the name where there is no address; asked where it could be several."""
        email = self.values.get("email", "")
        namesakes = self.known.of_name.get(fold(self.values["name"]), [])
        shared = email or self.values.get("contact_email", "")
        sharing = [user for user in namesakes if shared and shared == user.contact_email]
        owner = self.known.of_address.get(email) if email else None
        if len(sharing) == 1:
            self.row.person = sharing[0]
        elif owner:
            self._is_it(owner)
        elif namesakes:
            self._which(namesakes, email)

    def _is_it(self, owner: User) -> None:
        if not owner.is_active:
            self.wrong(
                "email", _("Whoever had this address no longer takes part in Clip. Leave the address empty.")
            )
        elif owner.name_folded == fold(self.values["name"]) or owner.pk not in self.known.owners_known:
            self.row.person = owner
        else:
            words = {"name": owner.name}
            self._ask([owner], _("%(name)s, who signs in with this address") % words)

    def _which(self, namesakes: list[User], email: str) -> None:
        organisation = fold(self.values.get("organisation", ""))
        same = [user for user in namesakes if _comes_from(user, organisation)]
        if len(same) == 1 and not email:
            self.row.person = same[0]
        else:
            self._ask(same or namesakes)

    def _ask(self, users: list[User], words: str = "") -> None:
        """Take the answer that was given, or ask."""
        self.row.candidates = [[str(user.pk), words or _described(user)] for user in users]
        chosen = next((user for user in users if str(user.pk) == self.row.choice), None)
        if chosen:
            self.row.person = chosen
        elif self.row.choice != NEW:
            self.row.plan = Plan.ASK

    def _once_in_the_file(self) -> None:
        name = (fold(self.values["name"]), fold(self.values.get("organisation", "")))
        has_address = bool(self.values.get("email"))
        who: object = self.row.person_id or (self.values["email"] if has_address else name)
        first = self.known.seen_people.setdefault(who, self.row.number)
        if first != self.row.number:
            self.wrong("name", _("Row %(row)s is the same person. Take one of the two out.") % {"row": first})

    # --- what would be done ---

    def _organisation(self, place: Membership | None) -> None:
        name, sector = self.values.get("organisation", ""), self.values.get("sector", "")
        if not name:
            if not place and sector != Organisation.Sector.COMMUNITY:
                said = _(
                    "Enter where they come from; or nothing here, and Community as sector, if nobody sends them."
                )
                self.wrong("organisation", said)
            return
        known = self.known.organisations.get(fold(name))
        if known is None and not sector:
            self.wrong("sector", _("“%(name)s” is new to Clip: enter its sector.") % {"name": name})
        elif known and sector and known != sector:
            words = {"name": name, "sector": Organisation.Sector(known).label}
            self.wrong(
                "sector", _("“%(name)s” has the sector %(sector)s in Clip, or in a row above.") % words
            )
        elif known is None:
            self.known.organisations[fold(name)] = sector

    def _dates(self) -> None:
        joined, left = self.values.get("joined_on", self.known.today), self.values.get("left_on")
        if joined > self.known.today:
            self.wrong("joined_on", _("This day is still to come. Import them once they have joined."))
        if left and left > self.known.today:
            self.wrong("left_on", _("This day is still to come. Leave it empty."))
        elif left and left < joined:
            self.wrong("left_on", _("This is before they joined."))

    def _changes(self, place: Membership) -> None:
        self._stays(place)
        self._address(place.person)
        for key in (*OF_PERSON, *OF_PLACE):
            holder = place.person if key in OF_PERSON else place
            if key in self.values and self.values[key] != getattr(holder, key):
                self._changed(key, BY_KEY[key].say(place))
        name = self.values.get("organisation", "")
        if name and fold(name) != place.organisation.name_folded:
            self._changed("organisation", place.organisation.name)
        self._keeps_a_facilitator(place)
        self.row.plan = Plan.CHANGE if self.row.changes else Plan.SAME

    def _changed(self, key: str, before: str) -> None:
        words = {"column": BY_KEY[key].label, "after": self.row.cells[key], "before": before}
        said = (
            _("%(column)s: “%(after)s” instead of “%(before)s”") if before else _("%(column)s: “%(after)s”")
        )
        self.row.changes.append(said % words)

    def _stays(self, place: Membership) -> None:
        """Whether they are in the group or have left is not for a file to change."""
        left, joined = self.values.get("left_on"), self.values.get("joined_on")
        if joined and joined != place.joined_on:
            said = _("Clip has %(day)s. Leave it empty, or as it is.")
            self.wrong("joined_on", said % {"day": date_format(place.joined_on, "j F Y")})
        if left == place.left_on:
            return
        if place.left_on:
            words = {"name": place.person.short_name, "day": date_format(place.left_on, "j F Y")}
            self.wrong("left_on", _("%(name)s left on %(day)s. Let them come back on their page.") % words)
        else:
            said = _("Enter on their page that they leave: what is theirs is handed on there.")
            self.wrong("left_on", said)

    def _address(self, person: User) -> None:
        email = self.values.get("email", "")
        if not email or email in (person.email, person.contact_email):
            return
        if person.email or not readdressing.may_readdress(self.known.by, person):
            words = {"name": person.short_name}
            said = _(
                "Clip has another address for %(name)s. Leave it empty here, or change it on their page."
            )
            self.wrong("email", said % words)
        else:
            self._changed("email", "")

    def _keeps_a_facilitator(self, place: Membership) -> None:
        role = self.values.get("role", place.role)
        if place.pk in self.known.facilitators and role != Role.FACILITATOR:
            self.known.facilitators.discard(place.pk)
            if not self.known.facilitators:
                self.wrong("role", _("They are the only facilitator. Make somebody else facilitator first."))


def _homes(user: User) -> list[Organisation]:
    """Where somebody comes from in any group; of what is prefetched."""
    return [row.organisation for row in [*user.memberships.all(), *user.group_invitations.all()]]


def _comes_from(user: User, organisation: str) -> bool:
    """Whether from this one (folded); from none: whether they are of the people who live here."""
    if not organisation:
        return any(home.sector == Organisation.Sector.COMMUNITY for home in _homes(user))
    return any(home.name_folded == organisation for home in _homes(user))


def _described(user: User) -> str:
    names = sorted({home.name for home in _homes(user)})
    words = {"name": user.name, "organisations": ", ".join(names)}
    return _("%(name)s, %(organisations)s") % words
