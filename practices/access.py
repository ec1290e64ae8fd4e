"""Who may do what to the things that groups try and learn, beyond the row of the access table."""

from uuid import UUID

from inquiries import access
from inquiries.http import Hat
from inquiries.models import Membership
from inquiries.policy import Reach
from inquiries.roles import Role
from practices.models import Barrier, Holding, LibraryEntry, NoticedChange, SmallTest, Story
from practices.models.base import Worded


def can_change_story(hat: Hat, story: Story) -> bool:
    """Whoever told it, and those who hold the record of the group."""
    return access.can_write(hat, "story") or access.is_own_place(hat, story.told_by)


def may_go_as_far(hat: Hat, story: Story, as_told: str, how_far: str) -> bool:
    """How far a story may go is its teller's to say; anybody else who may change it only says less."""
    steps = list(Story.HowFar.values)
    return access.is_own_place(hat, story.told_by) or steps.index(how_far) <= steps.index(as_told)


def can_put_back_story(hat: Hat, story: Story) -> bool:
    """What its teller withdrew comes back by its teller alone."""
    is_tellers = story.removed_by_id == story.told_by.person_id
    return can_change_story(hat, story) and (not is_tellers or access.is_own_place(hat, story.told_by))


def can_change_small_test(hat: Hat, small_test: SmallTest) -> bool:
    """Whoever leads it or wrote it down, and those who hold the record of the group."""
    mine = {small_test.lead_id, small_test.recorded_by_id}
    return access.can_write(hat, "small test") or (isinstance(hat, Membership) and hat.pk in mine)


def can_change_barrier(hat: Hat, barrier: Barrier) -> bool:
    """Whoever wrote it down, and those who hold the record of the group."""
    return access.can_write(hat, "barrier") or (
        isinstance(hat, Membership) and hat.pk == barrier.recorded_by_id
    )


def can_untie(hat: Hat, tied_by: UUID) -> bool:
    """Whoever tied it, and those who hold the record of the group."""
    return access.can_write(hat, "meeting record") or (isinstance(hat, Membership) and hat.pk == tied_by)


def can_answer_asks(hat: Hat) -> bool:
    """Senior managers alone: a group does not answer itself."""
    return hat.role == Role.SENIOR_MANAGER


def can_share(hat: Hat, row: SmallTest | Barrier) -> bool:
    """Its teller alone says that other groups may read it: who leads a small test or wrote it down, who wrote down a barrier."""
    mine = {row.recorded_by_id, row.lead_id if isinstance(row, SmallTest) else None}
    return isinstance(hat, Membership) and hat.pk in mine


def can_take_out(hat: Hat, entry: LibraryEntry) -> bool:
    """Who agreed to it, and those who hold the record of the group."""
    return access.can_write(hat, "library") or access.is_own_place(hat, entry.agreed_by)


def can_change(hat: Hat, row: Worded) -> bool:
    """Of most things: whoever wrote it down, where their role adds its own, and those who hold the record of the group."""
    own = access.can(hat, row.THING, Reach.CONTRIBUTE) and isinstance(hat, Membership)
    return access.can_write(hat, row.THING) or (own and hat.pk == row.recorded_by_id)


def can_change_noticed(hat: Hat, row: NoticedChange) -> bool:
    """Whoever noticed it, also where another wrote it down for them, and those who may change all else."""
    return can_change(hat, row) or access.is_own_place(hat, row.noticed_by)


def can_change_holding(hat: Hat, row: Holding) -> bool:
    """One's own map is nobody else's, whatever they hold; the group's is theirs who hold its record."""
    if row.owner_id is not None:
        return isinstance(hat, Membership) and hat.pk == row.owner_id
    return access.can_write(hat, row.THING)
