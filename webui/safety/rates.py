"""How often may one reader ask? Counted by all processes together, without keeping an address.

GCRA, the leaky bucket as a clock: all that is remembered of a reader is when what they have asked for will be
paid off, one number. The numbers lie in memory that the processes share since before they were forked, in
places chosen by a keyed digest of the address. Two readers of one place share their allowance, which is rare;
two processes that count at once may lose one of the two, which is harmless. So it needs no lock that a killed
process could hold.
"""

import secrets
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from math import ceil
from mmap import mmap
from time import monotonic

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

_PLACES = 2**18
_BURST = 4
"""A quarter of what a minute allows may be asked at once."""
_LEAST_BURST = 10
"""As much as the most that one request counts as: else there would be some that nobody may make."""

FREE = ("static", "operators.healthz", "operators.readyz", "operators.metrics")
"""What costs nothing, or is asked by the operator's own programs."""

COSTS = {"takeaway_pages": 10}
"""What counts as more than one request, by blueprint: a file of everything that is found."""


class Allowances:
    """What each reader may still ask; to be made before the processes that count are forked."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._each = 60 / a_minute
        self._ahead = self._each * max(_LEAST_BURST, a_minute // _BURST)
        self._clock = clock
        self._paid_off = memoryview(mmap(-1, _PLACES * 8)).cast("d")
        self._key = secrets.token_bytes(16)

    def spend(self, address: str, requests: int = 1) -> int:
        """Count so many; 0 where they are allowed, else the seconds until they are, and none is counted."""
        place, now = self._place(address), self._clock()
        paid_off = max(self._paid_off[place], now) + self._each * requests
        if paid_off > now + self._ahead:
            return ceil(paid_off - now - self._ahead)
        self._paid_off[place] = paid_off
        return 0

    def _place(self, address: str) -> int:
        digest = blake2b(_network(address), key=self._key, digest_size=8).digest()
        return int.from_bytes(digest, "big") % _PLACES


def allow(app: Flask, allowances: Allowances) -> None:
    """Answer 429, and when to come back, to whoever asks more often than is allowed."""

    def _spend() -> None:
        if request.endpoint in FREE:
            return
        wait = allowances.spend(request.remote_addr or "", COSTS.get(request.blueprint or "", 1))
        if wait:
            raise TooManyRequests(retry_after=wait)

    app.before_request(_spend)


def _network(address: str) -> bytes:
    """An IPv4 address, or the /64 of an IPv6 address: one subscriber has at least that many of them."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return b""
    if isinstance(parsed, IPv6Address):
        return parsed.ipv4_mapped.packed if parsed.ipv4_mapped else parsed.packed[:8]
    return parsed.packed
