"""Charts as numbers: nothing stands out of them, and heights keep their proportion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.periods import Unit, all_between
from webui.places.chart import HEAD, HEIGHT, amount, lines, shares, sparkline, stacked
from webui.places.record import Period, Timeline

counts = st.integers(0, 10**6)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    first = draw(st.integers(1900, 2100))
    periods = []
    for place in range(draw(st.integers(0, 60))):
        one, both, other = draw(counts), draw(counts), draw(counts)
        total = one + both + other
        everywhere = total + draw(counts)
        periods.append(Period(str(first + place), total, (one + both, other + both), everywhere))
    return Timeline(Unit.YEAR, tuple(periods))


@given(timelines())
def test_columns_stay_within_the_chart_and_stand_on_its_ground(timeline: Timeline) -> None:
    for chart in (stacked(timeline, ("one", "other")), shares(timeline)):
        assert len(chart.columns) == len(timeline.periods)
        for column in chart.columns:
            assert 0 <= column.left < column.left + column.width <= 100.0001
            for box in column.boxes:
                assert box.height >= 1
                assert box.top >= HEAD - 0.001
                assert box.top <= HEAD + chart.axes.height
        assert len(chart.axes.times) <= 6 + 1
        assert all(0 <= label.at <= 100.0001 for label in chart.axes.times)


def test_what_is_stacked_adds_up_and_half_is_half_as_high() -> None:
    year = Period("2020", 4, (3, 2), 8)
    (column,) = stacked(Timeline(Unit.YEAR, (year,)), ("asked", "answered")).columns
    assert [(box.kind, box.height) for box in column.boxes] == [
        ("one", HEIGHT / 2),
        ("both", HEIGHT / 4),
        ("other", HEIGHT / 4),
    ]
    assert column.said == "2020: 4 (3 asked, 2 answered)"
    (share,) = shares(Timeline(Unit.YEAR, (year,))).columns
    assert share.said == "2020: 50 of 100"


@given(st.lists(st.lists(st.floats(1e-6, 1e6), min_size=5, max_size=5), max_size=4))
def test_lines_go_from_point_to_point_within_the_chart(series: list[list[float]]) -> None:
    chart = lines(Unit.YEAR, ["2019", "2020", "2021", "2022", "2023"], series)
    for line in chart.lines:
        assert len(line.strokes) == 4
        assert all(HEAD - 0.001 <= point.y <= HEAD + HEIGHT for point in line.points)


def test_a_picture_has_a_column_for_each_year_with_any() -> None:
    assert sparkline({"2020": 1, "2022": 4}, ["2020", "2021", "2022"]) == "M0 16v-4h3v4zM8 16v-16h3v16z"
    assert sparkline({}, ["2020"]) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    {0: "0", 3: "3", 0.07: "0.07", 0.5: "0.5", 1.25: "1.2", 12.6: "13", 1200: "1,200"}.items(),
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert amount(value) == text


@pytest.mark.parametrize(
    ("first", "last", "all_of_them"),
    [
        ("2019", "2021", ["2019", "2020", "2021"]),
        ("2019-12", "2020-02", ["2019-12", "2020-01", "2020-02"]),
        ("2020-02-28", "2020-03-01", ["2020-02-28", "2020-02-29", "2020-03-01"]),
        ("9999-12", "9999-12", ["9999-12"]),
    ],
)
def test_no_period_is_left_out(first: str, last: str, all_of_them: list[str]) -> None:
    assert list(all_between(first, last)) == all_of_them


def test_periods_are_known_by_their_form() -> None:
    known = {"2020": Unit.YEAR, "2020-02": Unit.MONTH, "2020-02-29": Unit.DAY}
    assert {each: Unit.of(each) for each in known} == known
    for other in ("", "20", "2020-13", "2020-02-30", "abcd", "20-02-2020", "2020-W01", "２０２０"):
        assert Unit.of(other) is None
    assert Unit.MONTH.said("2020-03") == "March 2020"
    assert Unit.DAY.short("2020-03-12") == "12 Mar"
