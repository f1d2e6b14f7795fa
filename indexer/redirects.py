"""Old ids that now mean another exchange.

ParlParse's redirects that only change the letter of the scrape are not needed: ids are looked up
without it (`indexer.identity`). Those to a department's heading (``….mh``) name no exchange.
"""

from collections.abc import Mapping

from indexer.identity import identity_key
from indexer.readers.reading import Redirect

REDIRECT_LIMIT = 200_000
"""The most that one source may give; a whole day's file of ParlParse has about 200."""

_LONGEST_CHAIN = 32


def kept_redirect(redirect: Redirect) -> tuple[str, str] | None:
    """The old and the new key, where the redirect tells anything."""
    old, new = identity_key(redirect.old), identity_key(redirect.new)
    if old == new or old.endswith(".mh") or new.endswith(".mh"):
        return None
    return old, new


def resolved(by_source: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """From each old key to the last new one, over the redirects of all sources.

    Where two sources differ, the one whose path comes first is right; a circle leads nowhere.
    """
    steps: dict[str, str] = {}
    for path in sorted(by_source):
        for old, new in by_source[path].items():
            steps.setdefault(old, new)
    ends = ((old, _end(old, steps)) for old in steps)
    return {old: end for old, end in ends if end is not None}


def by_target(redirects: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The old keys that lead to each new one."""
    olds: dict[str, list[str]] = {}
    for old, new in redirects.items():
        olds.setdefault(new, []).append(old)
    return {new: tuple(sorted(each)) for new, each in olds.items()}


def _end(old: str, steps: Mapping[str, str]) -> str | None:
    at = old
    for _ in range(_LONGEST_CHAIN):
        at = steps[at]
        if at not in steps:
            return at
    return None
