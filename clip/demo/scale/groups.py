"""The people of two groups of the scale data, and the groups themselves: forty people who share those who hold them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from clip.demo.scale import words
from clip.demo.scale.rows import Chance, Rows
from inquiries.models import (
    Group,
    Membership,
    Organisation,
    Partnership,
    Programme,
    Purpose,
    Spell,
    Stewardship,
    User,
)
from inquiries.models.base import fold
from inquiries.roles import Role

GROUPS, PEOPLE, SENIORS_MEETINGS = 2, 40, 6
LOOKS = "Una Lockhart"  # the integration manager of the first two groups: pages are measured as hers


@dataclass
class Place:
    """A partnership, and the organisations that its people come from so far."""

    partnership: Partnership
    name: str
    organisations: dict[str, Organisation] = field(default_factory=dict)


@dataclass
class Company:
    """One group with everybody in it."""

    group: Group
    facilitator: Membership
    manager: Membership
    members: list[Membership]

    @property
    def everybody(self) -> list[Membership]:
        return [self.facilitator, self.manager, *self.members]


@dataclass
class Pair:
    """Two groups with one facilitator and one integration manager, and who else stands above them."""

    rows: Rows
    programme: Programme
    place: Place
    number: int
    today: date

    @property
    def chance(self) -> Chance:
        return self.rows.chance

    def gather(self) -> list[Company]:
        joined_on = self.today - timedelta(days=240)
        facilitator = self._person()
        manager = self._person(LOOKS if self.number == 0 else "")
        above = self._above()
        left = PEOPLE - 2 - len(above)
        companies = []
        for which in range(GROUPS):
            group = self._group(which)
            many = left - left // 2 if which == 0 else left // 2
            company = Company(
                group,
                self._member(group, facilitator, joined_on, Role.FACILITATOR),
                self._member(group, manager, joined_on, Role.INTEGRATION_MANAGER),
                [self._member(group, self._person(), joined_on) for _ in range(many)],
            )
            self._purpose(company, joined_on)
            companies.append(company)
        return companies

    def _person(self, name: str = "") -> User:
        first = self.chance.one_of(words.FIRST_NAMES)
        name = name or f"{first} {self.chance.one_of(words.SURNAMES)}"
        count = self.chance.getrandbits(24)
        address = f"{fold(name).replace(' ', '.')}{'' if name == LOOKS else f'.{self.number}.{count}'}"
        return self.rows.add(
            User,
            name=name,
            short_name=name.split()[0],
            name_folded=fold(name),
            email=None if self.chance.happens(3) and name != LOOKS else f"{address}@{settings.DEMO_DOMAIN}",
            password=UNUSABLE_PASSWORD_PREFIX,
            joined_at=self.rows.at,
        )

    def _above(self) -> list[User]:
        """Who holds a role above these groups: of the programme beside the first pair, of a partnership beside its first."""
        held: list[tuple[str, str, dict[str, Any]]] = []
        if self.number == 0:
            whole = {"programme": self.programme}
            held.append((Role.ADMINISTRATOR, "Programme administrator", whole))
            held.append((Role.LEARNING_PARTNER, "Learning partner", whole))
        if self.number % 5 == 0:
            held.append((Role.SENIOR_MANAGER, "Head of service", {"partnership": self.place.partnership}))
        people = [self._person() for _ in held]
        for person, (role, job, where) in zip(people, held, strict=True):
            self.rows.add(Stewardship, person=person, role=role, job=job, **where)
        return people

    def _group(self, which: int) -> Group:
        number = self.number * GROUPS + which
        name = words.PLACES[number % len(words.PLACES)]
        if number >= len(
            words.PLACES
        ):  # each organisation is named after its place, and one of each name is all there is
            name = f"{name} {number // len(words.PLACES) + 1}"
        return self.rows.add(
            Group,
            partnership=self.place.partnership,
            name=name,
            slug=f"{fold(name).replace(' ', '-')}-{number + 1}",
            locality=f"{name}, {self.place.name}",
            who_for=self.chance.one_of(words.WHO_FOR),
            asked_for="Find out together what would help, and try it, so that others can learn from it.",
            given="Six half days for each practitioner, lunch, and somebody to invite and follow up.",
            planned_meetings=SENIORS_MEETINGS,
        )

    def _member(self, group: Group, person: User, joined_on: date, role: Role = Role.MEMBER) -> Membership:
        job, pattern, sector = self.chance.one_of(words.JOBS)
        organisation = self._organisation(group, pattern, sector)
        membership = self.rows.add(
            Membership,
            group=group,
            person=person,
            role=role,
            organisation=organisation,
            job=job if role == Role.MEMBER else str(role.label),
            joined_on=joined_on,
        )
        self.rows.add(Spell, membership=membership, organisation=organisation, starts_on=joined_on)
        return membership

    def _organisation(self, group: Group, pattern: str, sector: str) -> Organisation:
        name = pattern.format(place=group.name, area=self.place.name)
        if name not in self.place.organisations:
            made = self.rows.add(Organisation, name=name, name_folded=fold(name), sector=sector)
            self.place.organisations[name] = made
            self.rows.add(
                Partnership.parties.through, partnership=self.place.partnership, organisation=made, pk=None
            )
        return self.place.organisations[name]

    def _purpose(self, company: Company, agreed_on: date) -> None:
        text = self.chance.one_of(words.PURPOSES).format(who=company.group.who_for)
        why = "Agreed at the first meeting by those who were there."
        purpose = self.rows.add(Purpose, group=company.group, text=text, why=why, agreed_on=agreed_on)
        for member in company.everybody:
            self.rows.add(Purpose.made_by.through, purpose=purpose, membership=member, pk=None)
