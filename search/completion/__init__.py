"""What may a person be about to ask? Bodies, members and phrases that begin as they type, and counts."""
