"""What a state of a message means for somebody who looks after people: what to do now, in a sentence or two."""

from django.utils.translation import gettext as _

from inquiries.models import Message

State = Message.State


def what_to_do(message: Message) -> str:
    """What to do about a message as it stands; nothing where all is well."""
    name = {"name": message.person.short_name}
    if message.state in (State.CLAIMED, State.HANDED, State.QUEUED, State.SENT):
        return ""
    if message.state == State.RETRY:
        return _("Nothing: it is tried again by itself.")
    if message.state == State.UNCERTAIN:
        return (
            _("%(name)s may have it already: ask before you send it again. It is never sent again by itself.")
            % name
        )
    if message.state == State.BOUNCED:
        return (
            _(
                "Ask %(name)s for another address, and tell them in person meanwhile. Notes and invitations wait until the "
                "address changes, or you say that it works again."
            )
            % name
        )
    if message.state == State.SUPPRESSED:
        return (
            "" if message.person.address else _("Tell %(name)s in person: they have no email address.") % name
        )
    return _why_failed(message)


def _why_failed(message: Message) -> str:
    """For a message that failed for good."""
    why, name = message.failed_because, {"name": message.person.short_name}
    if " 552" in why or " 452" in why or "5.2.2" in why:
        return (
            _(
                "The mailbox of %(name)s is full. Tell them in person, and send it again when they have made room."
            )
            % name
        )
    if " 550" in why or " 551" in why or " 553" in why:
        return _("Check the address of %(name)s with them; until then tell them in person.") % name
    if " 554" in why or "5.7." in why:
        return (
            _(
                "The mail server takes it for unwanted mail. Tell %(name)s in person, and whoever runs Clip about the answer."
            )
            % name
        )
    return (
        _("Tell %(name)s in person, or send it again. If it happens to others too, tell whoever runs Clip.")
        % name
    )
