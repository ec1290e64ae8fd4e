"""A mail server that misbehaves, and settings that send to it."""

from collections.abc import Iterator

import pytest

from tests.smtp_sink import Sink


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    with Sink() as sink:
        settings.EMAIL_BACKEND = "inquiries.smtp.SteppedBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 1
        yield sink
