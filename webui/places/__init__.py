"""What belongs together: the exchanges of a body, member, party, collection or time, all shown alike."""
