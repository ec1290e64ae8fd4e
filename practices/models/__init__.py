"""The tables of what groups try and learn."""

from practices.models.stories import Retelling, Story

__all__ = ["Retelling", "Story"]
