"""The front matter of a Markdown exchange: which keys it may have, and what their values must be.

The YAML is only composed into nodes, never constructed: a node knows its line, keeps a value as it
was written (``0107`` stays ``0107``, ``No`` stays ``No``), and cannot make anything but text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import yaml

from corpus.exchange import Flag

LONGEST = 65_536
"""Characters of front matter; a real one has a few hundred."""

FLAGS = {flag.value: flag for flag in Flag}
KEYS = (
    "id", "collection", "title", "date", "asked", "reference", "department", "url", "grouped", *FLAGS,
)  # fmt: skip
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


class MistakeError(Exception):
    """What is wrong with one exchange of a file, and in which line of the file."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one exchange, each checked when it is taken."""

    nodes: dict[str, yaml.Node]
    first_line: int
    """The file's line of the first line of the YAML."""

    def line_of(self, key: str) -> int:
        """The line of a key's value; of the front matter's opening, where the key is missing."""
        return self.first_line + self.nodes[key].start_mark.line if key in self.nodes else self.first_line - 1

    def text(self, key: str) -> str | None:
        node = self.nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            raise self.mistake(key, "must be one text")
        return " ".join(node.value.split()) or None

    def needed(self, key: str) -> str:
        text = self.text(key)
        if text is None:
            raise self.mistake(key, "is missing")
        return text

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise self.mistake(key, f'must be a date like 2031-05-14, not "{text}"') from error

    def true(self, key: str) -> bool:
        text = self.text(key)
        truth = _TRUTHS.get(text.casefold()) if text else False
        if truth is None:
            raise self.mistake(key, f'must be true or false, not "{text}"')
        return truth

    def many(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        node = self.nodes.get(key)
        if not isinstance(node, yaml.SequenceNode):
            text = self.text(key)
            return (text,) if text else ()
        if not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            raise self.mistake(key, "must be a list of texts, such as [2031/0108, 2031/0109]")
        return tuple(item.value for item in node.value if item.value)

    def mistake(self, key: str, what: str) -> MistakeError:
        return MistakeError(f'"{key}" {what}', self.line_of(key))


def keys_of(lines: list[str], first_line: int) -> Keys:
    """Read the lines between the two ``---``."""
    text = "\n".join(lines)
    if len(text) > LONGEST:
        raise MistakeError(f"front matter is longer than {LONGEST} characters", first_line)
    root = _composed(text, first_line)
    if not isinstance(root, yaml.MappingNode):
        raise MistakeError("front matter must be lines like title: Street lighting", first_line)
    nodes: dict[str, yaml.Node] = {}
    for key, value in root.value:
        line = first_line + key.start_mark.line
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in nodes:
            raise MistakeError(f'"{name}" stands twice', line)
        if name not in KEYS:
            raise MistakeError(_unknown(name), line)
        nodes[name] = value
    return Keys(nodes, first_line)


def _composed(text: str, first_line: int) -> yaml.Node | None:
    compose: Callable[..., yaml.Node | None] = yaml.compose
    try:
        return compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(filter(None, (error.context, error.problem)))
        raise MistakeError(
            f"front matter is not YAML: {reason}", first_line + (mark.line if mark else 0)
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise MistakeError(f"front matter is not YAML: {reason}", first_line) from error


def _unknown(name: str) -> str:
    near = get_close_matches(name[:40], KEYS, n=1, cutoff=0.5)
    hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(KEYS)}"
    return f'unknown key "{name[:40]}"; {hint}'
