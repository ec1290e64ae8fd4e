"""What the tests of the learning library share: two groups of one programme, and asking the library as a person does."""

from django.urls import reverse

from tests.builders import make_group, make_partnership


def groups_of(programme, count=2):
    """Groups of different partnerships of one programme."""
    return [make_group(partnership=make_partnership(programme=programme)) for _ in range(count)]


def library_of(group):
    return reverse("practices:library", args=[group.slug])


def entry_of(group, entry, do="entry"):
    return reverse(f"practices:library-{do}", args=[group.slug, entry.pk])


def looked(client, person, group, words="", **said):
    """The page of the library as somebody of this group finds it, looking for these words."""
    client.force_login(person)
    asked = {"words": words, "kind": ""} | said
    answer = client.post(library_of(group), asked) if words else client.get(library_of(group), said)
    return answer.content.decode()
