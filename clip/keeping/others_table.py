"""What the libraries that Clip stands on keep: their tables, as ours."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.keeping import Table, Tier

PLAIN, PERSONAL, SECRET = Tier.PLAIN, Tier.PERSONAL, Tier.SECRET
TERMS: dict[str, str | Promise] = {
    "session": _("That you are signed in: an hour after your last page, and twelve hours at most."),
    "admin log": _("What the technical administrator changed: a year."),
    "with its rows": "",
}

TABLES = {
    "account.EmailConfirmation": Table(
        "step", SECRET, person="email_address__user", goes=True, secrets="key"
    ),
    "account.EmailAddress": Table("person", PERSONAL, person="user", goes=True, own="email"),
    "mfa.Authenticator": Table("step", SECRET, person="user", goes=True, secrets="data"),
    "sessions.Session": Table("session", SECRET, secrets="session_key session_data"),
    "admin.LogEntry": Table("admin log", PERSONAL, shared="object_repr change_message", codes="object_id"),
    "auth.Group": Table("site", PLAIN, codes="name"),
    "auth.Permission": Table("site", PLAIN, codes="name codename"),
    "contenttypes.ContentType": Table("site", PLAIN, codes="app_label model"),
}
