"""Fifty browsers at once, each with a connection of its own, that ask for one page after another."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from statistics import median, quantiles
from threading import Barrier
from time import perf_counter

from tests.benchmarks.serving.sites import Running

_HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "benchmark"}
_PATIENCE = 300.0


@dataclass(slots=True)
class Load:
    """What came of asking one site, over all its turns."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    """Milliseconds from the request until the last byte."""
    sizes: list[int] = field(default_factory=list)
    """Bytes of the bodies as they were sent."""
    errors: int = 0

    @property
    def pages_a_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20)[-1]

    @property
    def kilobytes(self) -> float:
        return median(self.sizes) / 1000


def ask(site: Running, path: str) -> str:
    """One page, by itself."""
    connection = HTTPConnection("127.0.0.1", site.ports[0], timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        page = response.read().decode()
        if response.status != 200:
            raise RuntimeError(f"{site.name} answers {response.status} to {path}")
        return page
    finally:
        connection.close()


def load(site: Running, paths: Sequence[str], clients: int, seconds: float, so_far: Load) -> None:
    """Have so many clients ask for these pages in turn, for so long, until the last of them has its page."""
    numbers = count()
    begin = Barrier(clients + 1)

    def client(number: int) -> Load:
        connection = HTTPConnection("127.0.0.1", site.ports[number % len(site.ports)], timeout=_PATIENCE)
        begin.wait()
        own, until = Load(), perf_counter() + seconds
        for place in numbers:
            if perf_counter() >= until:
                break
            _page(connection, paths[place % len(paths)], own)
        connection.close()
        return own

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(client, number) for number in range(clients)]
        begin.wait()
        began = perf_counter()
        own = [each.result() for each in running]
        so_far.seconds += perf_counter() - began
    for each in own:
        so_far.times += each.times
        so_far.sizes += each.sizes
        so_far.errors += each.errors


def _page(connection: HTTPConnection, path: str, own: Load) -> None:
    began = perf_counter()
    try:
        connection.request("GET", path, headers=_HEADERS)
        response = connection.getresponse()
        body = response.read()
    except (OSError, HTTPException):
        own.errors += 1
        connection.close()
        return
    if response.status != 200:
        own.errors += 1
        return
    own.times.append((perf_counter() - began) * 1000)
    own.sizes.append(len(body))
