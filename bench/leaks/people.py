"""Everybody who looks: each role at a furnished group, at one beside it and elsewhere, and nobody at all."""

from dataclasses import dataclass

from django.utils import timezone

from bench.leaks.judging import Principal
from bench.leaks.learned import agree, learn
from bench.leaks.place import Place, describe, settle
from bench.leaks.planting import Ground
from inquiries.models import AccessibilityStatement, NationalBody, PrivacyNotice, User
from inquiries.roles import Role
from practices.models import Report
from practices.reporting import composing
from practices.reporting.offering import BY_STAGE
from tests import builders as make

INSIDE = {
    "member": "member",
    "colleague": "member",
    "newcomer": "member",
    "former": "member",
    "facilitator": "facilitator",
    "manager": "integration_manager",
}


@dataclass
class World:
    """Two furnished groups of two partnerships of a programme, a bare one of another, and who looks."""

    ground: Ground
    own: Place
    other: Place
    principals: list[Principal]
    users: dict[str, User]


def build() -> World:
    ground, users = Ground(), {}
    with ground.watched():
        programme = make.make_programme()
        own, other = (_furnish(ground, programme) for _ in range(2))
        with ground.of("far"):
            elsewhere = make.make_partnership(programme=make.make_programme(), outline="Far")
            far = make.make_group(partnership=elsewhere)
            far_lead = make.make_membership(group=far, role=Role.FACILITATOR)
        NationalBody.objects.create(programme=programme, name="A body")
        for statement in (PrivacyNotice, AccessibilityStatement):
            statement.objects.create(organisation="A board")
        above = _above(ground, users, own, programme, elsewhere)
        users["facilitator elsewhere"] = far_lead.person
        _over(ground, programme, own, other, users)
    ground.plant()
    _choose_all(ground)
    return World(ground, own, other, [*_inside(own, users), *_beside(other, users), *above(own, other, far), _far(users, far), Principal("anonymous")], users)  # fmt: skip


def _choose_all(ground: Ground) -> None:
    """Every report names every row there is, let out or not and of whichever group; then those that are published are frozen."""
    keys = [key for _label, key in ground.tags]
    for report in Report.objects.order_by("published_at"):
        report.chosen = [*report.chosen, BY_STAGE, *keys]
        report.frozen = composing.compose(report) if report.published_at else None
        report.save(update_fields=["chosen", "frozen"])


def _furnish(ground: Ground, programme: object) -> Place:
    place = settle(ground, make.make_partnership(programme=programme, outline="In outline"))
    agree(place)
    learn(place)
    describe(place)
    return place


def _inside(own: Place, users: dict[str, User]) -> list[Principal]:
    found = []
    for name, role in INSIDE.items():
        person = own.people[name].person
        users[name] = person
        spell = name if name in ("newcomer", "former") else ""
        found.append(
            Principal(name, person.pk, {own.group.pk: role}, spell, is_invited=name == "facilitator")
        )
    return found


def _beside(other: Place, users: dict[str, User]) -> list[Principal]:
    lead = other.people["facilitator"].person
    users["facilitator of another"] = lead
    return [Principal("facilitator of another", lead.pk, {other.group.pk: "facilitator"})]


def _above(ground, users, own, programme, elsewhere):
    """Makes those above; gives a function of the groups, whose keys their rights hang on."""
    held = {
        "senior manager": (Role.SENIOR_MANAGER, {"partnership": own.partnership}, "own"),
        "learning partner": (Role.LEARNING_PARTNER, {"programme": programme}, "both"),
        "national body": (Role.NATIONAL_BODY, {"programme": programme}, "both"),
        "administrator": (Role.ADMINISTRATOR, {"programme": programme}, "both"),
        "senior manager elsewhere": (Role.SENIOR_MANAGER, {"partnership": elsewhere}, "far"),
        "learning partner elsewhere": (Role.LEARNING_PARTNER, {"programme": elsewhere.programme}, "far"),
    }
    for name, (role, at, over) in held.items():
        with ground.of("steward", *(["far"] if over == "far" else [])):
            users[name] = make.make_stewardship(
                person=make.make_user(), role=role, job="Runs it", **at
            ).person

    def principals(own, other, far):
        groups = {"own": [own.group.pk], "both": [own.group.pk, other.group.pk], "far": [far.pk]}
        return [
            Principal(
                name, users[name].pk, dict.fromkeys(groups[over], str(role.value)), is_far=over == "far"
            )
            for name, (role, _at, over) in held.items()
        ]

    return principals


def _far(users: dict[str, User], far: object) -> Principal:
    return Principal(
        "facilitator elsewhere", users["facilitator elsewhere"].pk, {far.pk: "facilitator"}, is_far=True
    )


def _over(ground: Ground, programme: object, own: Place, other: Place, users: dict[str, User]) -> None:
    """A reflection meeting over both groups, with a lesson; a body and a facilitator are its guests."""
    meeting = make.make_reflection(programme, recorded_by=users["learning partner"], stories="S", observed="O", reflected="R", planned="P", acts="A")  # fmt: skip
    meeting.groups.set([own.group, other.group])
    meeting.guests.set([own.people["facilitator"].person])
    make.make_lesson(meeting)
    ground.also(meeting, "over")
    for tags, more in (((), {}), (("published",), {"published_at": timezone.now()})):
        with ground.of("over", *tags):
            report = make.make_overview(
                programme,
                recorded_by=users["learning partner"],
                lead="L",
                learned="M",
                uncertain="U",
                ahead="A",
                **more,
            )
            for place in (own, other):
                make.make_portrait(report, group=place.group)
