"""The words of XML and HTML come through Markdown unharmed; lists, tables and links stay what they are."""

from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from lxml import etree, html

from corpus.markdown import plain_text
from indexer.readers.markup import markdown_of, text_of
from indexer.readers.markup.blocks import Paragraph, Run
from indexer.readers.markup.tags import content_of, cut
from indexer.readers.markup.walk import blocks_of, plain_paragraphs
from indexer.readers.markup.writing import _spoken, _written

PARLPARSE = Path(__file__).parents[2].parent / "shared" / "data" / "parlparse"

WORDS = st.one_of(
    st.text(alphabet="ab1 .)_*`[]<>()|#+-=~:&;!\\'\"/@\nhtps", max_size=20),
    st.sampled_from(["1. one", "http://x.org/a_b", "www.x.org", "a@b.org", "&amp;", "| - |", "# h #"]),
    st.sampled_from(["So", " so", "(", " (a)", " b"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20),
)
ADDRESSES = st.sampled_from(
    ["http://x.org/a_b", "https://x.org/a (b)|c?d=1&copy;", "mailto:a@b.org", "/here", "javascript:1"]
)
TAGS = (
    "p", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "br", "a", "i", "I", "em", "sup", "h2", "h3",
    "div", "center", "phrase", "caption",
)  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, depth: int = 5) -> etree._Element:
    element = etree.Element(draw(st.sampled_from(TAGS)))
    element.text = draw(WORDS)
    element.tail = draw(WORDS)
    if element.tag == "a":
        element.set("href", draw(ADDRESSES))
    if element.tag in ("td", "th"):
        element.set("colspan", draw(st.sampled_from(["1", "2", "x", "999999999"])))
        element.set("rowspan", draw(st.sampled_from(["1", "3", "-1"])))
    if element.tag == "ol":
        element.set("start", draw(st.sampled_from(["1", "7", "0", ""])))
    if depth:
        element.extend(draw(st.lists(elements(depth - 1), max_size=3)))
    return element


def letters(text: str) -> list[str]:
    """Every visible character, in an order of its own: captions may stand before their tables."""
    return sorted(char for char in text if not char.isspace() and char not in "\xad\u200b\ufeff")


@settings(max_examples=200, deadline=None)
@given(elements())
def test_the_text_of_any_tree_survives_the_round_trip(tree: etree._Element) -> None:
    note(etree.tostring(tree, encoding="unicode"))
    assert plain_text(markdown_of(tree)) == text_of(tree)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3))
def test_plain_paragraphs_are_what_the_walk_would_give(text: str, paragraphs: list[tuple[str, str]]) -> None:
    tree = etree.Element("reply")
    tree.text = text
    for words, after in paragraphs:
        paragraph = etree.SubElement(tree, "p")
        paragraph.text, paragraph.tail = words, after
    plain = plain_paragraphs(tree)
    assert plain is not None
    blocks = blocks_of(content_of(tree), lambda href: None)
    assert blocks == tuple(Paragraph((Run(words),)) for words in plain)


Cell = tuple[str, str, str]
CELLS = st.tuples(st.sampled_from(["td", "th"]), WORDS, st.sampled_from(["", "\n", "x"]))
ROWS = st.tuples(st.sampled_from(["tr", "thead", "tbody", "p"]), st.lists(CELLS, max_size=4))


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, max_size=5))
def test_plain_tables_are_what_the_walk_would_give(rows: list[tuple[str, list[Cell]]]) -> None:
    """Also such as have something else in them, and so are none."""
    tree = etree.Element("reply")
    table = etree.SubElement(tree, "table")
    for tag, cells in rows:
        row = etree.SubElement(table, tag)
        for name, words, after in cells:
            cell = etree.SubElement(row, name)
            cell.text, cell.tail = words or None, after
    table.tail = "and so on"
    written = etree.tostring(tree, encoding="unicode")
    note(written)
    taken, walked = (blocks_of(content, lambda href: None) for content in (content_of(tree), cut(written)))
    assert _written(taken, "\n\n") == _written(walked, "\n\n")
    assert _spoken(taken, "\n\n") == _spoken(walked, "\n\n")


def test_a_plain_table_may_stand_in_a_link_a_cell_or_what_is_silent() -> None:
    table = "<table><tr><td>a</td><td>b</td></tr></table>"
    linked = etree.fromstring(f'<reply>x<a href="http://x.org/">{table}</a>y</reply>')
    assert markdown_of(linked) == "x\n\n| [a](http://x.org/) | [b](http://x.org/) |\n| --- | --- |\n\ny"
    inside = etree.fromstring(f"<reply><table><tr><td>c{table}d</td><td>e</td></tr></table></reply>")
    assert markdown_of(inside) == "| c a b d | e |\n| --- | --- |"
    silent = etree.fromstring(f"<reply>x<del>{table}</del>{table}y</reply>")
    assert markdown_of(silent) == "x\n\n| a | b |\n| --- | --- |\n\ny"


@settings(max_examples=200, deadline=None)
@given(elements())
def test_no_word_of_a_tree_is_lost(tree: etree._Element) -> None:
    tree.tail = None
    note(etree.tostring(tree, encoding="unicode"))
    assert letters(text_of(tree)) == letters("".join(tree.itertext()))


def from_html(source: str) -> etree._Element:
    return html.fragment_fromstring(source, create_parent="div")


@pytest.mark.parametrize(
    ("source", "markdown"),
    {
        "<p>one</p><p> two\n three </p>four": "one\n\ntwo three\n\nfour",
        "one<br>two<br><br> <br/>three": "one\\\ntwo\\\nthree",
        "<b>bold</b>, <em>soft</em>, CO<sub>2</sub>, m<sup>2</sup>": "bold, soft, CO2, m2",
        "<h3>Heading # #</h3><p>text</p>": "### Heading # \\#\n\ntext",
        "1. not a list<p>- nor this</p><p>*</p>": "1\\. not a list\n\n\\- nor this\n\n\\*",
        "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>": "- a\n- b\n\n  c",
        "<ol start='3'><li>a<ul><li>b</li></ul></li><li>c</li></ol>": "3. a\n   - b\n4. c",
        "<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol>": "- a\n\n* b\n\n1. c",
        "<ul><li>a</li><ul><li>nested without an item</li></ul></ul>": "- a\n  - nested without an item",
        "<ul><li> </li></ul><ol></ol>": "",
        "x<script>bad()</script><style>p {}</style><!-- remark --><del>struck out</del>y": "xy",
        "zero\u200bwidth, soft\u00adhyphen": "zerowidth, softhyphen",
        "a &lt;p&gt; &amp;amp; b&#13;c": "a \\<p\\> \\&amp; b c",
    }.items(),
)
def test_the_markdown_of(source: str, markdown: str) -> None:
    assert markdown_of(from_html(source)) == markdown


def test_signs_that_xml_cannot_hold_are_spaces() -> None:
    page = etree.fromstring(b"<p>two\x0bwords<br>and&#1;two</p>", etree.HTMLParser())
    assert text_of(page) == "two words\nand two"


@pytest.mark.parametrize(
    ("source", "rows"),
    {
        "<tr><th>a</th><td>b</td></tr><tr><td>c|d</td><td></td></tr>": ["a | b", "c\\|d | "],
        "<tr><td><p>a</p><p>b<br>c</p></td><td><ul><li>d</li><li>e</li></ul></td></tr>": ["a b c | d e"],
        "<tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>": [
            "a |  | b",
            "c | d | e",
        ],
        "<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>": ["a | b", " | c"],
        "<tr><td>a</td></tr><tr></tr><tr><td> </td></tr><tr><td>b</td><td>c</td></tr>": ["a | ", "b | c"],
        "<tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr>": ["a | b c"],
        "<tr><td colspan=x>a</td><td rowspan=-1>b</td></tr>": ["a | b"],
        "<tr><td> </td>\n<td>12.5 *</td><td>1. b</td></tr>": [" | 12\\.5 \\* | 1\\. b"],
    }.items(),
)
def test_a_tables_cells_stand_in_their_columns(source: str, rows: list[str]) -> None:
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + " --- |" * (rows[0].replace("\\|", "").count("|") + 1))
    for wrapped in (f"<table>{source}</table>", f"<p><table><tbody>{source}</tbody></table></p>"):
        element = etree.fromstring(f"<reply>{etree_of(wrapped)}</reply>")
        assert markdown_of(element).split("\n") == lines


def etree_of(source: str) -> str:
    """HTML as XML, where a paragraph may hold a table."""
    inner = source.removeprefix("<p>").removesuffix("</p>")
    tidy = "".join(etree.tostring(child, encoding="unicode") for child in from_html(inner))
    return f"<p>{tidy}</p>" if source.startswith("<p>") else tidy


def test_a_title_and_notes_as_wide_as_the_table_stand_around_it() -> None:
    table = (
        "<table><tr><td colspan=2>Title</td></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><td colspan=2>Notes:<br>1. First<br>2. Second</td></tr></table>"
    )
    assert markdown_of(from_html(table)) == (
        "Title\n\n| a | b |\n| --- | --- |\n\nNotes:\\\n1\\. First\\\n2\\. Second"
    )


@pytest.mark.parametrize("source", ["<table></table>", "<table><tr><td> </td></tr><tr></tr></table>"])
def test_a_table_without_words_vanishes(source: str) -> None:
    assert markdown_of(from_html(f"a{source}b")) == "a\n\nb"


@pytest.mark.parametrize(
    ("source", "markdown"),
    {
        "see <a href='http://x.org/a'> this </a>now": "see [this](http://x.org/a) now",
        "see <a href='http://x.org/a'>http://x.org/a</a>, now": "see http://x.org/a, now",
        "see <a href='http://x.org/a'>http://x.org/a</a>now": "see [http://x.org/a](http://x.org/a)now",
        "see <a href='http://x.org/'>http://x.org</a>": "see [http://x.org](http://x.org/)",
        "<a href='mailto:a@x.org'>a@x.org</a>": "a@x.org",
        "<a href='http://x.org/a (b)|c'>[x]</a>": "[\\[x\\]](http://x.org/a%20%28b%29%7Cc)",
        "<a href='/here'>here</a>, <a href='javascript:1'>there</a>, <a name='x'>x</a>": "here, there, x",
        "<a href='http://x.org/a'><img src='x.png'></a>": "",
        "<a href='http://x.org/a'>a<br>b</a>": "[a\\\nb](http://x.org/a)",
    }.items(),
)
def test_a_link_keeps_its_address_where_it_means_something(source: str, markdown: str) -> None:
    assert markdown_of(from_html(source)) == markdown


def test_the_caller_says_which_links_are_words() -> None:
    source = "<a href='https://glossary.example/x'>glossary</a> <a href='https://x.org'>site</a>"
    kept = markdown_of(from_html(source), lambda href: None if "glossary" in href else f"{href}/kept")
    assert kept == "glossary [site](https://x.org/kept)"
    assert markdown_of(from_html(source), lambda href: "javascript:alert(1)") == "glossary site"


@pytest.mark.parametrize(
    ("source", "words"),
    {
        "h<i> olding answer</i>": "holding answer",
        "So<i> urce:</i>": "Source:",
        "figures for sk<i> ewed data</i>": "figures for skewed data",
        "the Pre<i> x</i><i> vention</i> of 20<i> 09</i>": "the Pre xvention of 20 09",
        "<i> Table</i><i>  3</i><i> : Sums</i>": "Table 3: Sums",
        "<i> 2004</i><i> -</i><i> 05</i>": "2004-05",
        "Births<sup>(<i> 1</i>)</sup><i>  in 2008</i>": "Births(1) in 2008",
        "what<i> (a)</i> and<i> (b) </i>are": "what (a) and (b) are",
        "a <i> word</i> and is<i> inter alia</i>": "a word and is inter alia",
        "the<i> Guardian</i>": "the Guardian",
        "(b)<i> </i>80": "(b) 80",
        "<I>the UK</I><I> A</I><I>pproach</I>": "the UK Approach",
        "So<i> u</i><i> rce:</i>": "Source:",
        "So<i> u</i><del>struck out</del><i> rce:</i>": "Sou rce:",
    }.items(),
)
def test_words_cut_by_the_printers_italics_are_whole_again(source: str, words: str) -> None:
    assert text_of(etree.fromstring(f"<p>{source}</p>")) == words


def test_lists_nested_too_deep_become_paragraphs() -> None:
    deep = from_html("<ul><li>x" * 60)
    assert text_of(deep) == "\n".join("x" * 60)
    assert plain_text(markdown_of(deep)) == text_of(deep)


@pytest.mark.parametrize(
    "table",
    [
        "<tr>" + "<td colspan='9999' rowspan='9999'>x</td>" * 500 + "</tr>" + "<tr><td>x</td></tr>" * 3000,
        "<tr>" + "<td>x</td>" * 3000 + "</tr>" + "<tr><td>x</td></tr>" * 3000,
    ],
    ids=["spans", "gaps"],
)
def test_a_table_that_would_be_mostly_gaps_stays_small(table: str) -> None:
    element = etree.fromstring(f"<table>{table}</table>")
    markdown = markdown_of(element)
    assert len(markdown) < 10 * len(table)
    assert markdown.count("x") == table.count("x")


@pytest.mark.parametrize("folder", ["wrans", "lordswrans", "sp-written", "london-mayors-questions"])
def test_every_text_of_the_real_files_survives(folder: str) -> None:
    files = sorted((PARLPARSE / folder).glob("*.xml"))
    if not files:
        pytest.skip(f"../shared/data is not here: no ParlParse files in {folder}")
    for path in files:
        for element in etree.parse(path).iter("ques", "question", "reply"):
            element.tail = None
            text = text_of(element)
            assert plain_text(markdown_of(element)) == text
            assert letters(text) == letters("".join(element.itertext()))
