"""Who may do what to the things that groups try and learn, beyond the row of the access table."""

from inquiries import access
from inquiries.http import Hat
from practices.models import Story


def can_change_story(hat: Hat, story: Story) -> bool:
    """Whoever told it, and those who hold the record of the group."""
    return access.can_write(hat, "story") or access.is_own_place(hat, story.told_by)
