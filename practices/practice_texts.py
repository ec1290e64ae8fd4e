"""The six practices in words of our own: what each is, what people found (article, sections 6.1 to 6.6), and what to ask next.

Facts are the article's; the sentences are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Practice


@dataclass(frozen=True)
class Text:
    """What one page says of its practice."""

    is_about: Promise
    found: tuple[Promise, ...]
    prompts: tuple[Promise, ...]


TEXTS: Mapping[str, Text] = {
    Practice.DISBELIEF: Text(
        _(
            "Acting as if working together will pay off, before anybody can know. It asks each to give something up, "
            "a habit, an hour, a say, and to wait a while for what comes back."
        ),
        (
            _(
                "Many had lived through changes that made nothing better, and had reason to doubt the next one."
            ),
            _("Those with most power had most to lose, and held back longest."),
            _(
                "What helped was looking honestly at how things fail particular people, patients and staff alike: then something had to be done."
            ),
            _(
                "Finding out what the others do led straight to small tests: a tablet taken at another meal, and somebody could go out to lunch."
            ),
        ),
        (
            _("What would you have to stop doubting for one month, to try this?"),
            _("Who gives something up here, and who gains? Has anybody thanked them?"),
            _("Whose day went wrong last week because of how we work?"),
        ),
    ),
    Practice.PURPOSE: Text(
        _(
            "One reason to be in the room that everybody signs up to in their own words, made by those who will work to "
            "it, and worded anew when the work teaches better."
        ),
        (
            _(
                "Under pressure people got on with the job, and found late that they meant different things by it."
            ),
            _("Plans written by somebody else felt empty to those on the ground, or dishonest."),
            _(
                "In Beston the long purpose stayed, and nearer ones came and went: see people at the lunch club, so that they need not stay in."
            ),
        ),
        (
            _("Read the purpose aloud. Which word does nobody use at work?"),
            _("What is new or hard for you in it?"),
            _("Who will work to this and was not part of wording it?"),
        ),
    ),
    Practice.ACCOUNTABILITY: Text(
        _(
            "Answering to each other, and to people who use services, for what was taken on: not to a target from above, "
            "but to somebody whose life it is."
        ),
        (
            _("Targets from above were resented, and little understood by the people they were for."),
            _(
                "Where people who use services could not be in the room, their stories were brought, and the purpose had a face."
            ),
            _(
                "Actions agreed in good faith were not always carried out in between. Saying so, without blame, was the beginning."
            ),
        ),
        (
            _("If the person in our story sat here, what would we tell them we have done?"),
            _("Which action has been carried longest, and what is it really waiting for?"),
            _("What do you need from one of us, to do what you said?"),
        ),
    ),
    Practice.DIVERSITY: Text(
        _(
            "Finding out what each profession and organisation knows, and where we differ; and staying in the room when "
            "the difference hurts."
        ),
        (
            _("Curiosity about each other’s work was what people valued most, nearly everywhere."),
            _("Where everybody said that relations were good, hard things went unsaid, and nothing moved."),
            _(
                "One nurse said that she was overwhelmed. It was true, others knew it, and the real work could begin."
            ),
            _(
                "Time spent getting to know each other was made up later: fewer misunderstandings, quicker decisions."
            ),
        ),
        (
            _("What are we not saying?"),
            _("What does somebody here know that we have never asked about?"),
            _("Who disagreed last time, and have we come back to it?"),
        ),
    ),
    Practice.STRUCTURE: Text(
        _(
            "Building teams, meetings and procedures once purpose and relationships can carry them, so that people can "
            "see the reason even where it costs them."
        ),
        (
            _("New structures were often drawn before anybody had talked about what they were for."),
            _(
                "A procedure does not make people work together: one manager called that an almost mystical belief."
            ),
            _(
                "Changes that followed from a purpose agreed together were borne, even by those who lost by them."
            ),
        ),
        (
            _("Which purpose would it serve? Who was part of it? What would it stop?"),
            _("Which form or meeting could we end, because we talk to each other now?"),
            _("What have we learned that wants a place to stay?"),
        ),
    ),
    Practice.LEADERSHIP: Text(
        _(
            "Looking beyond one’s own organisation, trying what may fail, hearing who dissents; at the top, and at every "
            "desk and doorstep."
        ),
        (
            _("It was what successful partnerships had most in common, and not at the top alone."),
            _(
                "Leaders who listened to those who disagreed, and said where they were right, were followed further."
            ),
            _(
                "One who asked for more pay while there was no money for shared posts undid much of the trust there was."
            ),
            _("Things began to happen that the leader did not hear of first; he took that as a good sign."),
        ),
        (
            _("What could each of us decide without asking anybody?"),
            _("What do we ask of those above us, and what do we do ourselves meanwhile?"),
            _("Who has said no, and where are they right?"),
        ),
    ),
}
