"""How is what was found taken away? Rows by one table of columns, in every form."""
