"""What an operator decides about a site, apart from its index."""

from dataclasses import dataclass

from webui.operating.line_log import LineLog
from webui.operating.metrics import MetricsPlace
from webui.safety.rates import Allowances


@dataclass(frozen=True, slots=True)
class Settings:
    """As it is without any option: for one person on their own machine."""

    hosts: tuple[str, ...] = ()
    """The names that it answers to; all, where none are given."""
    proxies: int = 0
    """How many proxies stand in front, each of which tells the reader's address and scheme."""
    allowances: Allowances | None = None
    """How often one reader may ask; None for any number of times."""
    access_log: LineLog | None = None
    failed_searches: LineLog | None = None
    metrics: MetricsPlace | None = None
