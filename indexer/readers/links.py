"""Which address a link in a text really leads to."""

from urllib.parse import parse_qs, urlsplit

from indexer.readers.markup import outside_address

_WRAPPER = ".safelinks.protection.outlook.com"


def real_address(href: str) -> str | None:
    """The address to keep, or None where only the words should stay.

    Departments paste answers out of Outlook, which hides every address in one of its own, together
    with the mail account of whoever pasted it: the address inside is the one that was meant.
    """
    try:
        parts = urlsplit(href.strip())
        host = parts.hostname or ""
        wrapped = parse_qs(parts.query, max_num_fields=100).get("url", []) if host.endswith(_WRAPPER) else []
    except ValueError:
        return None
    return outside_address(wrapped[0] if wrapped else href.strip())


def host_of(href: str) -> str:
    """The host of an address in small letters; empty for a relative or a broken one."""
    try:
        return urlsplit(href.strip()).hostname or ""
    except ValueError:
        return ""
