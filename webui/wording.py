"""How pages and feeds say how many."""


def number(count: int) -> str:
    """A number as people write it: ``12,345``."""
    return f"{count:,}"


def exchanges(count: int) -> str:
    """So many exchanges."""
    return f"{count:,} exchange{'' if count == 1 else 's'}"
