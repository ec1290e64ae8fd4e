"""Makes somebody the administrator of a programme: the first step on an empty installation, and a way back in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from inquiries import appointing, setting_up
from inquiries.models import Programme, Stewardship, User
from inquiries.roles import Role


class Command(BaseCommand):
    """Finds or makes the person and the programme; the second time it changes nothing."""

    help = "Makes somebody the administrator of a programme, who then sets up everything else in the browser."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--name", help="their name; needed for somebody whom Clip does not know")
        parser.add_argument("--programme", help="its name; needed where there is none or more than one")

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str | None, programme: str | None, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is not an email address, like name@example.scot.") from problem
        found = self._programme(programme)
        person = appointing.person(self._name(email, name), email)
        had = Stewardship.objects.filter(person=person, programme=found, role=Role.ADMINISTRATOR).exists()
        appointing.give(found, person, role=Role.ADMINISTRATOR)
        state = "was administrator already" if had else "is administrator"
        self.stdout.write(f"{person.name} {state} of {found.name}.")
        self.stdout.write(
            f"Next: sign in with {person.email} at {settings.SITE_URL}{reverse('account_login')}, "
            f"choose a second step, then go to {settings.SITE_URL}{reverse('inquiries:setting-up')}"
        )

    def _name(self, email: str, name: str | None) -> str:
        if name or User.objects.filter(email=email.strip().casefold()).exists():
            return name or email
        raise CommandError(f"Clip does not know {email} yet: say who it is with --name 'Ishbel Ross'.")

    def _programme(self, name: str | None) -> Programme:
        if name:
            return Programme.objects.filter(name=name).first() or setting_up.programme(name)
        there = list(Programme.objects.order_by("name"))
        if len(there) == 1:
            return there[0]
        known = ", ".join(found.name for found in there) or "none yet"
        raise CommandError(f"Say which programme with --programme 'Its name' (there: {known}).")
