"""Where passkeys work: they are bound to the name of a site, so a site without one has none."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


def work_here() -> bool:
    """Whether browsers make passkeys for SITE_URL: for a name, never for a number, and only over https or on localhost."""
    site = urlsplit(settings.SITE_URL)
    host = site.hostname or ""
    is_local = host == "localhost" or host.endswith(".localhost")
    return not _is_number(host) and (site.scheme == "https" or is_local)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
