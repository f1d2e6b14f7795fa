"""What else may a person mean by the words of a query? Other words, other spellings, names."""
