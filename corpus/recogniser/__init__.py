"""Which public bodies does an exchange name, where, and how?

The path of one exchange:

=============  =====================================================================================
`passage`      its texts become one folded text, and every place leads back to the original
`finding`      two passes of Aho-Corasick find the longest names, in the spellings that `spellings`
               and `patterns` make of the registry
`addresses`    addresses are set apart, and looked up by host
`contexts`     names inside titles of persons, laws and bodies abroad (`abroad`) go
`knowing`      what the exchange itself says: bodies beyond doubt, and `definitions` in brackets
`deciding`     what each candidate means: certain names first, then those with support
`recognising`  the citations, with their places in the texts
=============  =====================================================================================

`evaluation` measures the result on labelled exchanges.
"""

from corpus.recogniser.recognising import Recogniser

__all__ = ["Recogniser"]
