"""An index says which fields it has: a change of the table needs a new version, or old indexes misread."""

from hashlib import sha256

from indexer.fields import FIELDS
from indexer.schema import SCHEMA_VERSION

KNOWN = (11, "e1588d515d8a")


def test_a_changed_table_of_fields_has_a_new_version() -> None:
    """Where this fails: raise `SCHEMA_VERSION`, so that older indexes say "rebuild", and set both here."""
    rows = "\n".join(f"{field.name} {field.kind} {field.facet}" for field in FIELDS)
    assert (SCHEMA_VERSION, sha256(rows.encode()).hexdigest()[:12]) == KNOWN
