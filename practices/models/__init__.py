"""The tables of what groups try and learn."""

from practices.models.asks import Ask, AskAnswer
from practices.models.barriers import Barrier, Judgement
from practices.models.changes import NoticedChange
from practices.models.checks import CheckAnswer
from practices.models.holdings import Holding
from practices.models.library import LibraryEntry, TakenUp
from practices.models.measures import Measure, Reading
from practices.models.observations import Observation, Practice
from practices.models.overviews import Face, Hats, Overview, Portrait, ToldSoFar, hats_of
from practices.models.reflections import Lesson, Reflection
from practices.models.reports import Report
from practices.models.scenarios import Priority, ScenarioLine
from practices.models.small_tests import Cycle, SmallTest
from practices.models.stories import Retelling, Story
from practices.models.strands import Strand
from practices.models.structures import Initiative, StructuralProposal
from practices.models.take_homes import TakeHome
from practices.models.usual import Usual

__all__ = [
    "Ask",
    "AskAnswer",
    "Barrier",
    "CheckAnswer",
    "Cycle",
    "Face",
    "Hats",
    "Holding",
    "Initiative",
    "Judgement",
    "Lesson",
    "LibraryEntry",
    "Measure",
    "NoticedChange",
    "Observation",
    "Overview",
    "Portrait",
    "Practice",
    "Priority",
    "Reading",
    "Reflection",
    "Report",
    "Retelling",
    "ScenarioLine",
    "SmallTest",
    "Story",
    "Strand",
    "StructuralProposal",
    "TakeHome",
    "TakenUp",
    "ToldSoFar",
    "Usual",
    "hats_of",
]
