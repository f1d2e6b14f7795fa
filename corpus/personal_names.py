"""When do two ways of printing a person's name mean the same name?

Titles that come and go (Mr, Dr, Sir), letters after the name (OBE, AM) and what stands in brackets
(a seat, a party) are not the name. A peer's title is: "Lord Jones" and "Mr Jones" are two people.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PEERAGES = _words("""
    lord lady baroness baron viscount viscountess earl countess marquess marquis marchioness duke duchess
    bishop archbishop
""")
_HONORIFICS = _words("""
    the mr mrs miss ms mx dr sir dame prof professor rt right hon honourable rev revd reverend cllr
    councillor alderman colonel col major captain capt
""")
_AFTER_NAMES = _words("""
    am mp msp ms mla mep td mbe obe cbe dbe kbe gbe bem cb kcb dcb gcb cmg kcmg dcmg gcmg lvo mvo cvo kcvo
    dcvo qc kc pc jp dl om ch vc gc gm mc dso qpm qso frs fba phd frcp frcs frsa frse bt
""")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_LONGEST = 200
"""How many characters of a name are looked at."""

_FULL_NAMES = {
    short: full
    for full, shorts in {
        "alexander": "alex sandy",
        "alfred": "alf",
        "andrew": "andy drew",
        "anthony": "tony antony",
        "benjamin": "ben",
        "catherine": "cathy cath katherine kathryn kate katie",
        "charles": "charlie",
        "christopher": "chris",
        "daniel": "dan danny",
        "david": "dave",
        "deborah": "debbie debra",
        "desmond": "des",
        "donald": "don",
        "edward": "ed eddie ted",
        "elizabeth": "liz lizzie beth",
        "frederick": "fred",
        "geoffrey": "geoff jeffrey jeff",
        "gerald": "gerry",
        "gregory": "greg",
        "jacqueline": "jackie jacqui",
        "james": "jim jimmy jamie",
        "jennifer": "jenny jen",
        "joanne": "joanna jo",
        "joseph": "joe",
        "kenneth": "ken kenny",
        "leonard": "len",
        "lewis": "lew",
        "margaret": "maggie peggy",
        "matthew": "matt",
        "michael": "mike mick",
        "nicholas": "nick nicolas",
        "patrick": "pat paddy",
        "peter": "pete",
        "philip": "phil phillip",
        "raymond": "ray",
        "richard": "dick rick",
        "robert": "rob bob bobby robbie bert",
        "ronald": "ron ronnie",
        "samuel": "sam",
        "stephen": "steve steven",
        "stuart": "stewart",
        "susan": "sue",
        "terence": "terry",
        "thomas": "tom tommy",
        "timothy": "tim",
        "valerie": "val",
        "vincent": "vince",
        "william": "bill will billy",
    }.items()
    for short in shorts.split()
}


@dataclass(frozen=True, slots=True)
class NameKey:
    """What two ways of printing one name have in common."""

    exact: str
    """Folded, without titles and letters after the name: ``leonie cooper``."""
    loose: str
    """The same with the first name in full and without initials between: ``valerie shawcross``."""
    peer: bool
    """Whether it is a peer's or a bishop's title."""


def name_key(printed: str) -> NameKey:
    """The key that a printed name is looked up by; of an absurdly long one, of its beginning.

    >>> name_key("Sir Steve O’Connell (Croydon and Sutton) OBE AM")
    NameKey(exact='steve oconnell', loose='stephen oconnell', peer=False)
    >>> name_key("The Lord Bishop of Oxford").exact
    'bishop of oxford'
    """
    return _name_key(printed[:_LONGEST])


@lru_cache(maxsize=20_000)
def _name_key(printed: str) -> NameKey:
    words = fold(_BRACKETS.sub(" ", printed)).split()
    while len(words) > 1 and words[0] in _HONORIFICS:
        del words[0]
    if words[:1] == ["lord"] and words[1:2] in (["bishop"], ["archbishop"]):
        del words[0]
    while len(words) > 2 and words[-1] in _AFTER_NAMES:
        del words[-1]
    peer = len(words) > 1 and words[0] in _PEERAGES
    return NameKey(" ".join(words), " ".join(words if peer else _loosened(words)), peer)


def agree(left: NameKey, right: NameKey) -> bool:
    """Whether two names may be one person's: both have the family name, however else they differ.

    Two peers' titles must be the same, "Lady" for "Baroness" apart: Lord Astor of Hever is not Viscount
    Astor, and the place after "of" is all that tells many peers apart.
    """
    if left.peer and right.peer:
        return _title(left) == _title(right)
    return _family_name_in(left, right) or _family_name_in(right, left)


def _family_name_in(plain: NameKey, other: NameKey) -> bool:
    return not plain.peer and bool(plain.exact) and plain.exact.split()[-1] in other.exact.split()


def _title(peer: NameKey) -> str:
    return f"baroness {peer.exact[5:]}" if peer.exact.startswith("lady ") else peer.exact


def _loosened(words: list[str]) -> list[str]:
    first, between, last = words[:1], words[1:-1], words[1:][-1:]
    full = [_FULL_NAMES.get(word, word) for word in first]
    return [*full, *(word for word in between if len(word) > 1), *last]
