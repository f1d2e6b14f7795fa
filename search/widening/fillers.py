"""Words that a whole question has and its answer need not have.

They are asked for like all others first. Only where too little has all of them are they left out, and
only beside words that say more.
"""

_WORDS = """
a about after all also am an and any anyone anything are aren as at be because been before being but by
can cannot cant come could did didnt do does doesnt doing done dont each else ever every everyone exactly
find for from get gets getting give given gives go goes going gone got had happen happened happening
happens has hasnt have havent having he hello help her here hi him his how i if im in into is isnt it its
just keep keeping know let like likely long look looking lot lots made make makes making many may me mean
might more most much must my need needs no not now of off often on one only or other our out over own
people person please put really said say says see shall she should show so some someone something soon
still stop stopping such take takes taking talk tell than thank thanks that the their them then there
these they thing things think this those to today told too try trying under up us use used using very want
was we well were what whats when where whether which while who whos whose why will with without wont would
yet you your
"""

FILLERS = frozenset(_WORDS.split())
