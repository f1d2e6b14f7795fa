"""Words that a whole question has and its answer need not have.

They are asked for like all others first. Only where too little has all of them are they left out, and
only beside words that say more.
"""

_WORDS = """
a about actually after all also am an and another any anybody anyone anything are aren as at be because
been before being but by can cannot cant come could couldnt did didnt do does doesnt doing done dont each
else enough ever every everybody everyone exactly find for from get gets getting give given gives go goes
going gone got had happen happened happening happens has hasnt have havent having he hello help her here
herself hes hi him himself his how hows i if im in into is isnt it its ive just keep keeping know let
like likely long look looking lot lots made make makes making many may me mean might more most much must
my myself need needs no nobody not now of off often on one only or other our out over own people person
please put really said say says see shall she shes should shouldnt show so some somebody someone
something soon still stop stopping such suddenly take takes taking talk tell than thank thanks that the
their them themselves then there theres these they theyre theyve thing things think this those to today
told too try trying under up us use used using very want was wasnt we well were werent weve what whats
when where wheres whether which while who whos whose why will with without wont would yes yet you your
yourself youve
"""

FILLERS = frozenset(_WORDS.split())
