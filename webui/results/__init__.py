"""What was found, what it can be narrowed by, and what else may have been meant."""
