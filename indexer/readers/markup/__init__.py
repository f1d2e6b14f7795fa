"""XML and HTML content becomes Markdown whose plain text is the content's own text.

One walk over the tree gives blocks (paragraphs, headings, lists, tables); blocks are then written
twice, as Markdown and as plain text, and the two must agree (`corpus.markdown.plain_text`).

Emphasis, superscripts and subscripts become plain words on purpose: Hansard's italics are cut inside
words, and a mark that a query puts into a text must not be torn by them.
"""

from indexer.readers.markup.writing import markdown_of, outside_address, text_of

__all__ = ["markdown_of", "outside_address", "text_of"]
