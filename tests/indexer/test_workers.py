"""Tasks given to other processes, and what becomes of these."""

import os
import subprocess
import sys
from time import sleep

from indexer.workers import working


def announced() -> int:
    print(os.getpid(), flush=True)
    return os.getpid()


def idle(_tools: int, seconds: int) -> None:
    sleep(seconds)


def idle_in_two_processes() -> None:
    with working(2, announced) as workers:
        list(workers.in_order(idle, [600, 600]))


def test_processes_end_when_the_one_that_began_them_is_killed() -> None:
    """Nothing would give them tasks any more, and they would keep their memory for ever."""
    run = f"from {__name__} import idle_in_two_processes as run; run()"
    with subprocess.Popen([sys.executable, "-c", run], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert len({first.stdout.readline() for _ in range(2)}) == 2
        first.kill()
        # The pipe ends when the last process that could write to it has ended.
        assert first.communicate(timeout=60)[0] == ""


def test_what_comes_of_tasks_is_given_in_their_order() -> None:
    with working(2, os.getpid) as workers:
        assert list(workers.in_order(doubled, range(40))) == [2 * number for number in range(40)]


def doubled(_tools: int, number: int) -> int:
    sleep(0.002 * (number % 3))
    return 2 * number
