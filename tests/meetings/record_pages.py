"""The addresses of a meeting’s record, and what is sent to them: for the tests of its pages."""

from uuid import uuid4

from django.urls import reverse


def url(meeting, name="record", *args):
    return reverse(f"meetings:{name}", args=[meeting.group.slug, meeting.number, *args])


def with_key(**data):
    return data | {"client_key": str(uuid4())}


def text_of(client, path):
    return client.get(path).content.decode()
