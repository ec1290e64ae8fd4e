"""Confirms on the server that somebody's second step is lost, where too few are named who could."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inquiries import regaining
from inquiries.models import Confirmation, LostStep, User


class Command(BaseCommand):
    """The word of one of the two who confirm, given by whoever runs the server, in a name that stays with it."""

    help = (
        "Shows whether somebody said that their second step is lost. With --by it confirms that, in the name of the one "
        "who met them or rang them: two different people have to, here or on the page that was mailed to them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="of the person who lost it")
        parser.add_argument("--by", help="the email address of the person who made sure that it is them")

    def handle(self, *args: Any, email: str, by: str | None = None, **options: Any) -> None:
        now = timezone.now()
        lost = LostStep.objects.waiting(now).filter(person=_person(email)).for_listing().first()
        if lost is None:
            raise CommandError(
                "They have not asked, or it has ended. They sign in with the code from their email, choose "
                "“I can do none of these any more” at the second step, and ask there."
            )
        if by and not self._confirm(lost, _person(by)):
            raise CommandError("One never confirms for oneself, and nobody twice.")
        lost.refresh_from_db()
        words = Confirmation.objects.filter(lost=lost).select_related("by")
        said = ", ".join(word.by.name for word in words) or "nobody"
        self.stdout.write(
            f"{lost.person.name}: {lost.get_outcome_display() or 'waits'}. Confirmed by {said}."
        )

    def _confirm(self, lost: LostStep, by: User) -> bool:
        how = Confirmation.How.SERVER
        return by != lost.person and regaining.confirm(lost, by=by, how=how, at=timezone.now())


def _person(email: str) -> User:
    person = User.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {email}.")
    return person
