"""The tables of what groups try and learn."""

from practices.models.asks import Ask, AskAnswer
from practices.models.barriers import Barrier, Judgement
from practices.models.small_tests import Cycle, SmallTest
from practices.models.stories import Retelling, Story

__all__ = ["Ask", "AskAnswer", "Barrier", "Cycle", "Judgement", "Retelling", "SmallTest", "Story"]
