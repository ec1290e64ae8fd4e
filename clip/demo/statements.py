"""What whoever runs the demo says to everybody: the privacy notice whole, the accessibility statement still with gaps."""

from datetime import datetime, timedelta

from django.utils import timezone

from inquiries import stating
from inquiries.models import AccessibilityStatement, PrivacyNotice, User

OFFICE = "Firth Health and Social Care Partnership"


def write(by: User, at: datetime) -> None:
    looked_over = timezone.localdate(at) - timedelta(days=45)
    privacy = {
        "organisation": OFFICE,
        "contact": "Programme office, 1 Harbour Street, Firth\n01632 960001",
        "protection_officer": "The data protection office, at the same address",
        "lawful_basis": (
            "A task in the public interest (UK GDPR, article 6(1)(e)): to plan and improve integrated care. For what people say "
            "of health, article 9(2)(h)."
        ),
        "processors": "Clip and its mails stand on the partnership’s own servers, in Firth.",
        "kept": "Two years after the last meeting of a programme; then the record is erased.",
        "reviewed_on": looked_over,
    }
    stating.state(PrivacyNotice, privacy, version=0, by=by, at=at - timedelta(days=45))
    accessible = {
        "organisation": OFFICE,
        "contact": "Programme office, 01632 960001. We answer within five working days.",
        "checked": "By three members with their own screen readers and magnifiers, before the first meeting.",
    }
    stating.state(AccessibilityStatement, accessible, version=0, by=by, at=at - timedelta(days=45))
