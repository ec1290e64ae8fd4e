"""Django's own gathering of texts, which here also knows those marked at once (`_now`) and those marked for later (`_lazy`)."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Gathers the texts of a module that marks both kinds, each by its own name."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now", "--keyword=_lazy"]
