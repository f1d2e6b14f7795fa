"""The rules between the registry's rows: no name means two bodies, unless both say that it is ambiguous.

They compare every name with every other, which takes longer than reading them. So they are held by
``questiontime bodies check`` and by the tests, not at every start; a name that means two bodies in spite
of them is never cited without support.
"""

from collections.abc import Iterator, Sequence

from corpus.body import Body, fold_body_name
from corpus.registry_files import Row


def check_names(rows: Sequence[Row]) -> None:
    """Raises `RegistryError` with the file and the line of the second of two that clash."""
    owners: dict[str, Row] = {}
    for row in rows:
        for name, key in _certain_names(row.body):
            if (other := owners.setdefault(key, row)) is not row:
                raise row.error(
                    f"{name!r} also means {other.body.id} ({other.where}); both must call it ambiguous"
                )
    for row in rows:
        for each in row.body.ambiguous:
            owner = owners.get(each.text) or owners.get(fold_body_name(each.text), row)
            if owner is not row:
                raise row.error(
                    f"{each.text!r} is ambiguous here but certain for {owner.body.id} ({owner.where}); "
                    "both must call it ambiguous"
                )


def _certain_names(body: Body) -> Iterator[tuple[str, str]]:
    """Names that mean the body wherever they stand, and what they are compared by."""
    for name in (body.name, *(name.text for name in body.names), *body.offices):
        yield name, fold_body_name(name)
    # Abbreviations count in one case only, so that is how they are compared.
    yield from ((short, short) for short in body.abbreviations)
    yield from ((host, host.lower().removeprefix("www.")) for host in body.hosts)
