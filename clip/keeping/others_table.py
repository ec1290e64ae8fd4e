"""What the libraries that Clip stands on keep: their tables, as ours."""

from inquiries.keeping import Table, Tier

PLAIN, PERSONAL, SECRET = Tier.PLAIN, Tier.PERSONAL, Tier.SECRET
TERMS = {
    "session": "until twelve hours after sign-in, or an hour after the last page",
    "admin log": "for a year",
    "with its rows": "as long as the rows that it joins",
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
