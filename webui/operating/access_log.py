"""What was answered, how, and how long it took; not to whom, and not what they searched for."""

from webui.operating.line_log import LineLog
from webui.operating.observing import Answered, Observer

_LONGEST_PATH = 300


def access_log(log: LineLog) -> Observer:
    """Write a line for each answer."""

    def _add(answered: Answered) -> None:
        log.add(
            {
                "method": answered.method,
                "path": answered.path[:_LONGEST_PATH],
                "page": answered.endpoint,
                "status": answered.status,
                "bytes": answered.size,
                "ms": round(answered.seconds * 1000, 1),
                "generation": answered.generation,
            }
        )

    return _add
