"""The tables of what groups try and learn."""

from practices.models.small_tests import Cycle, SmallTest
from practices.models.stories import Retelling, Story

__all__ = ["Cycle", "Retelling", "SmallTest", "Story"]
