"""Makes people who each took something on, in groups that meet in a week: a note for each falls due at one time.

python -m bench.addressees HOW_MANY, on the bench's clock: notes fall due at ten that day.
"""

import sys
from datetime import timedelta
from uuid import uuid4

import django

A_GROUP = 15
ADDRESSED = "@post.example"


def main(how_many: int) -> None:
    django.setup()
    from django.utils import timezone

    from inquiries.models import Group, Organisation, Partnership
    from meetings import timing

    today = timezone.localdate()
    meets = timing.moment(today + timedelta(days=7), timing.time(13, 30))
    partnership, organisation = Partnership.objects.first(), Organisation.objects.first()
    count = -(-how_many // A_GROUP)
    groups = [
        Group(
            partnership=partnership,
            name=f"Post {number}",
            slug=f"post-{number}",
            locality="Beston",
            who_for="People who get notes",
        )
        for number in range(count)
    ]
    Group.objects.bulk_create(groups, batch_size=500)
    for start in range(0, how_many, 1500):
        _company(groups, range(start, min(start + 1500, how_many)), organisation, meets)
    print(f"{how_many} people in {count} groups")


def _company(groups: list, numbers: range, organisation: object, meets: object) -> None:
    """Some of the people, with their places and what they took on, and the managers and meetings of their groups."""
    from django.utils import timezone

    from inquiries.models import Membership, User
    from inquiries.roles import Role
    from meetings.models import Action, Meeting

    long_ago = timezone.now() - timedelta(days=20)
    own = sorted({number // A_GROUP for number in numbers})
    people = [_person(f"Addressee {number}") for number in numbers]
    managers = [_person(f"Manager {number}") for number in own]
    User.objects.bulk_create(people + managers)
    joined = {"organisation": organisation, "joined_on": long_ago.date()}
    places = [
        Membership(group=groups[number // A_GROUP], person=person, role=Role.MEMBER, **joined)
        for number, person in zip(numbers, people, strict=True)
    ]
    held = [
        Membership(group=groups[number], person=person, role=Role.INTEGRATION_MANAGER, **joined)
        for number, person in zip(own, managers, strict=True)
    ]
    Membership.objects.bulk_create(places + held)
    Meeting.objects.bulk_create(
        Meeting(group=groups[number], number=1, starts_at=meets, minutes=180, venue="Linden House")
        for number in own
    )
    Action.objects.bulk_create(
        Action(
            group=place.group,
            text=f"Ask about number {number}",
            lead=place,
            due_on=meets.date(),  # type: ignore[attr-defined]
            heard_at=long_ago,
            agreed_at=long_ago,
            client_key=uuid4(),
            recorded_by=place,
        )
        for number, place in zip(numbers, places, strict=True)
    )


def _person(name: str) -> object:
    from inquiries.models import User

    person = User(name=name, email=f"{name.lower().replace(' ', '')}{ADDRESSED}")
    person.set_unusable_password()
    person.tidy()
    return person


if __name__ == "__main__":
    main(int(sys.argv[1]))
