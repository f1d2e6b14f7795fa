"""Words that a whole question has and its answer need not have.

They are asked for like all others first. Only where too little has all of them are they left out, and
only beside words that say more. So are words that only say what somebody thinks of a thing.
"""

_WORDS = """
a able about actually after ago all allowed already also always am amount an and another any anybody
anymore anyone anything appalling are aren as at awful bad be because become been before being best
better big bring brought but by came can cannot cant come could couldnt crazy daft deal did didnt
disgusting do dodgy does doesnt doing done dont dreadful each easy else enough ever every everybody
everyone exact exactly explain far fast feel find for from get gets getting give given gives go goes
going gone good got great had happen happened happening happens hard has hasnt have havent having he
hear hello help her here herself hes hi him himself his hold horrible how hows huge i idea if im in
instead into is isnt it its ive just keep keeping kind know latest left less let like likely long look
looking lot lots made make makes making many massive may me mean might more most much must my myself
near need needs next no nobody not now number numbers of off often ok okay on one only or other our out
over own people person please possible problem properly put quickly rather ready really reason
ridiculous right said same say says see seem seems shall she shes shocking should shouldnt show silly
since so some somebody someone something soon sort start started still stop stopping stupid such
suddenly sure take takes taking talk tell terrible than thank thanks that thats the their them
themselves then there theres these they theyre theyve thing things think this those to today together
told tomorrow too try trying type under up us use used useless using very want wants was wasnt ways we
well went were werent weve what whats when where wheres whether which while who whos whose why will with
without wonderful wont worst would yes yet you your yourself youve
"""

FILLERS = frozenset(_WORDS.split())

_JOINING = """
a an and are at by for from her his in is my of on or our the their to was with your
"""
JOINING = frozenset(_JOINING.split())
"""Words that only join those of a phrase: they may be there or not where its words stand apart."""
