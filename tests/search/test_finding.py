"""Words are found by searching for their beginnings; found is what a look at every word would find."""

from collections.abc import Iterator, Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis import Word, fold_word, stem, words
from indexer.word_forms import FORMS
from search.passages.beginnings import Beginnings, stem_beginnings
from search.passages.compiled import Loops
from search.passages.finding import Finder
from search.query.tree import Phrase, Prefix, Term

WRITTEN = (
    *(
        "police",
        "Policing",
        "the",
        "THE",
        "a",
        "A&E",
        "U.K.",
        "s.60",
        "pp.12a",
        "2020/0841",
        "1,000",
        "12:30",
    ),
    *(
        "O’Brien’s",
        "O'Brien",
        "Ma’am",
        "Siân",
        "Élan",
        "ﬁnance",
        "straße",
        "Øystein",
        "½",
        "m²",
        "e.g.",
        "ſix",
    ),
    *(
        "dying",
        "die",
        "ties",
        "re-use",
        "x_police",
        "x’police",
        "“police”",
        "(police)",
        "police,the",
        "…police",
    ),
    *("\n", "\t", "\xa0police", "K", "z\u0301al", "?", "’tis", "1.5.police", "under\u2028line"),
)
WORDS = tuple(dict.fromkeys(word.text for written in WRITTEN for word in words(written)))

texts = st.lists(st.sampled_from(WRITTEN), max_size=30).map(" ".join)
any_text = st.one_of(texts, st.text(max_size=60), st.lists(st.sampled_from(WRITTEN), max_size=6).map("".join))
looked_for = st.one_of(
    st.builds(Term, st.sampled_from(WORDS)),
    st.builds(Prefix, st.sampled_from(["pol", "o", "12", "straß", "a&"])),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
        st.none(),
        st.integers(1, 4),
    ),
)


def word_by_word(terms: Sequence[Term | Phrase | Prefix], text: str) -> Iterator[tuple[int, int]]:
    """From and to of each place, as plainly as can be."""
    line = list(words(text))
    stems = {stem(term.word) for term in terms if isinstance(term, Term)}
    starts = tuple(term.start for term in terms if isinstance(term, Prefix))
    for at, word in enumerate(line):
        if stem(word.text) in stems or word.text.startswith(starts):
            yield word.start, word.end
        for term in terms:
            if isinstance(term, Phrase) and term.words[0] == word.text:
                last = nearest_end(term, line, at)
                if last:
                    yield word.start, last.end


def nearest_end(phrase: Phrase, line: Sequence[Word], at: int) -> Word | None:
    for wanted in phrase.words[1:]:
        following = range(at + 1, min(at + 1 + phrase.slop, len(line)))
        at = next((place for place in following if line[place].text == wanted), -1)
        if at < 0:
            return None
    return line[at]


@given(st.lists(looked_for, min_size=1, max_size=4), any_text)
@example([Term("police")], "0/0POLIC")
@example([Term("million")], "£3.5million")
@example([Term("abc"), Term("cdx")], "xab—cdx ab’c")
def test_found_is_what_stands_there_word_by_word(
    passage_loops: Loops | None, terms: list[Term | Phrase | Prefix], text: str
) -> None:
    found = [(each.start, each.end) for each in Finder.of(terms, passage_loops).find(text)]
    assert found == list(word_by_word(terms, text))


@given(st.lists(looked_for, min_size=1, max_size=4), st.lists(any_text, max_size=5))
@example([Phrase(("the", "police"))], ["the", "police and the", "", "police"])
def test_texts_searched_together_hold_what_each_holds_alone(
    passage_loops: Loops | None, terms: list[Term | Phrase | Prefix], several: list[str]
) -> None:
    finder = Finder.of(terms, passage_loops)
    assert finder.find_in_each(several) == [finder.find(text) for text in several]


ENDINGS = (
    "",
    "s",
    "es",
    "ed",
    "ing",
    "y",
    "ies",
    "ied",
    "ying",
    "e",
    "ly",
    "ility",
    "ilities",
    "ably",
    "ational",
    "ves",
)
any_words = st.builds(str.__add__, st.text("abcdefgilnorstuvy", max_size=6), st.sampled_from(ENDINGS))


@given(st.one_of(any_words, st.sampled_from([*WRITTEN, *FORMS])))
def test_a_stem_begins_as_its_words_do(written: str) -> None:
    for word in words(written):
        assert word.text.startswith(stem_beginnings(stem(word.text)))


@given(
    st.lists(st.text("abc1.'?", min_size=1, max_size=12), max_size=20),
    st.lists(st.text("ab c1.'?", max_size=600), max_size=4),
)
def test_the_loop_over_letters_finds_what_the_automaton_finds(words: list[str], several: list[str]) -> None:
    found = list(Beginnings(words, None).stretches(several))
    assert list(Beginnings(words).stretches(several)) == found


def test_only_stretches_that_can_hold_the_word_are_taken_apart(passage_loops: Loops | None) -> None:
    text = "The police were told, by-passing reports of 1.5 million pounds, that policing costs more"
    stretches = Beginnings(["polic"], passage_loops).stretches([text])
    assert [text[start:end] for _, start, end in stretches] == ["police", "policing"]


def test_a_text_with_letters_that_fold_to_several_is_taken_apart_whole(passage_loops: Loops | None) -> None:
    assert list(Beginnings(["police"], passage_loops).stretches(["Straße und police"])) == [(0, 0, 17)]
    assert fold_word("Straße") == "strasse"
