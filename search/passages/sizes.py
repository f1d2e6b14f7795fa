"""How many passages of an exchange are shown at the most, and how long they are."""

PASSAGES = 3

PASSAGE = 260
"""How many characters one has at the most, before its dots."""

LEAD = 90
"""How far before its first mark it may begin, to begin with its sentence."""

REACH = PASSAGE - LEAD
"""How far from its first mark to its last, so that both stand in it wherever it begins."""
