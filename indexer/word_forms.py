"""Words that Snowball puts under one stem with words of another meaning, or apart from their own.

"Hospitality" is no hospital, "important" no import and "training" no train; "buses" are more than one bus.
Each line gives a stem and the words that belong under it; all other words are stemmed by rule. As under the
rules, a word begins as its stem does, but for the stem's last two letters (`search.passages.beginnings`).
"""

_FORMS = """
arms: arms
business: business businesses
bus: buses busses
calf: calves
competito: competitor competitors
crisi: crises
customs: customs
experim: experiment experiments experimental experimented experimenting experimentation
gas: gases gasses
goods: goods
half: halves
honourab: honourable
hospitali: hospitality
importan: important importance importantly
internal: internal internally
knife: knives
loaf: loaves
nationalit: nationality nationalities
objecti: objection objections
organise: organised organise organises organising organized organize organizing
parki: parking parked
publicat: publication publications
publicit: publicity publicised
relativ: relative relatives
severan: severance
severe: severe severely severity
shelf: shelves
thief: thieves
traini: training trained trainee trainees trainer trainers
universi: university universities
wife: wives
wolf: wolves
"""

FORMS = {
    word: stem
    for stem, words in (line.split(":") for line in _FORMS.strip().splitlines())
    for word in words.split()
}
"""The stem of each of these words."""
