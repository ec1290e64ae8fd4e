"""What a save of words meets where somebody else was first: nothing is written over that its writer has not read."""

from datetime import datetime
from typing import Generic, TypeVar

from inquiries.models import Membership

T = TypeVar("T")


class StaleError(Exception, Generic[T]):
    """Somebody else changed it since it was read: `theirs` is what stands now; `by` and `at` where they are known."""

    def __init__(self, theirs: T, by: Membership | None = None, at: datetime | None = None) -> None:
        super().__init__()
        self.theirs, self.by, self.at = theirs, by, at
