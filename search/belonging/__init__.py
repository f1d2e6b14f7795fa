"""Which exchanges belong with one: parts of one subject, references to and from it, similar questions."""
