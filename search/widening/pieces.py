"""A query of words and phrases only, taken apart; any other is not widened."""

from collections.abc import Sequence

from msgspec import Struct

from indexer.analysis import words
from search.query.addresses import is_reference
from search.query.tokens import Plain, Quoted, tokenise
from search.query.tree import And, Keyword, Or, Phrase, Query, Term
from search.query.warnings import Warnings


class Piece(Struct, frozen=True, gc=False):
    """A word, or the words of one phrase in quotation marks."""

    words: tuple[str, ...]
    """Folded by `indexer.analysis`, not yet stemmed."""
    typed: str
    quoted: bool = False


def pieces(text: str, tree: Query) -> tuple[Piece, ...]:
    """The words and phrases of a query; none where it holds anything else.

    Whoever writes an operator, a field or an address knows what to find, and is told when there is none.
    The tree tells what was understood: only words and phrases, in any field.
    """
    if is_reference(text) or not _is_plain(tree):
        return ()
    found: list[Piece] = []
    for token in tokenise(text, Warnings()):
        match token:
            case Plain(text=typed):
                found += (Piece((word.text,), typed[word.start : word.end]) for word in words(typed))
            case Quoted(text=typed, slop=1) if phrase := tuple(word.text for word in words(typed)):
                found.append(Piece(phrase, f"“{typed}”", quoted=True))
            case _:
                return ()
    return tuple(dict.fromkeys(found)) if _words_of(tree) == {w for each in found for w in each.words} else ()


def _is_plain(tree: Query) -> bool:
    match tree:
        case Term(field=None) | Phrase(field=None, slop=1):
            return True
        case And(parts=parts):
            return all(map(_is_plain, parts))
        case Or(parts=parts):  # The name of a body, or a citation of it.
            return all(isinstance(part, Keyword) or _is_plain(part) for part in parts)
        case _:
            return False


def _words_of(tree: Query) -> set[str]:
    match tree:
        case Term(word=word):
            return {word}
        case Phrase(words=words):
            return set(words)
        case And(parts=parts) | Or(parts=parts):
            return {word for part in parts for word in _words_of(part)}
        case _:
            return set()


def together(run: Sequence[Piece]) -> tuple[str, ...]:
    """The words of some pieces, one after the other."""
    return tuple(word for each in run for word in each.words)
