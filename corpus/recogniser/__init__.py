"""Which public bodies does an exchange name, where, and how?

The path of one exchange:

=============  =====================================================================================
`passage`      its texts become one folded text, and every place leads back to the original
`finding`      one pass (`compiled`, or Aho-Corasick in `automaton`) finds the longest names, in the
               spellings that `spellings` and `patterns` make of the registry
`addresses`    addresses are set apart, and looked up by host; so are `links`, by what they lead to
`contexts`     names inside titles of persons go, so do those that are part of laws, or of bodies
               abroad (`abroad`)
`titles`       so do those of who is asked
`compounds`    names that share a part with another come in: "Kent and Essex Police"
`knowing`      what the exchange itself says: bodies beyond doubt, and `definitions` in brackets
`deciding`     what each candidate means: certain names first, then those with support, and
               `references` such as "the Commission"
`recognising`  the citations, with their places in the texts
=============  =====================================================================================

`evaluation` measures the result on labelled exchanges; `candidates` finds what the registry lacks.
"""

from corpus.recogniser.recognising import Recogniser

__all__ = ["Recogniser"]
