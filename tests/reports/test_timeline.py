"""The timeline: true to its days, no overlapping words, and every mark told in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.pdf_reader import made, spoken
from reports.sample_reports import NOON, report, timeline, timeline_lanes

from casefile.reports.render.pdf.timeline_layout import (
    NEAR,
    Axis,
    EventShape,
    FlagShape,
    SpanShape,
    lay_out,
)
from casefile.reports.report import PageSetup
from casefile.reports.timeline_figure import Event, Flag, FlagState, Lane, Mark, Span, TimelineFigure

FIRST, LAST = dt.date(2017, 4, 1), dt.date(2018, 1, 31)
AXIS = Axis.over(FIRST, LAST, 612.0)  # two points a day
WIDE = PageSetup(is_landscape=True, margin_pt=57.0)


def width(words: str) -> float:
    return 4.0 * len(words)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def event(number: int, label: str = "") -> Event:
    return Event(day(number), "gavel", "Court", label)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_any_number_of_lanes(count: int) -> None:
    """Given lanes for one page or for several, each is drawn once and read once."""
    lanes = tuple(replace(timeline_lanes()[n % 9], label=f"City {n}") for n in range(count))
    figure = TimelineFigure(lanes, FIRST, LAST, NOON.date())
    found, _ = made(report(figure, page=WIDE))
    figures = list(found.elements("Figure"))
    assert len(figures) == len(found.pages) == (4 if count == 60 else 1)
    told = " ".join(str(figure.Alt) for figure in figures)
    drawn = "\n".join(text for page in found.pages for text in page.texts.values())
    assert ("No lanes." in told) == (count == 0)
    for number in range(count):
        assert told.count(f"City {number}:") == 1
        assert drawn.count(f"City {number}") >= 1
    for one in figures:
        assert len({page for page, _ in found.contents(one)}) == 1
        assert one.A.BBox


def test_one_page_of_lanes_is_one_figure_and_its_table_is_the_text() -> None:
    value = timeline()
    found, rendered = made(value)
    assert found.text() == spoken(value)
    assert rendered.warnings == ()
    assert "Philadelphia: Reply sent, Jun 22, 2017; deadline 1, met, Jun 30, 2017; Suit filed" in found.text()


def test_many_lanes_and_years_stay_on_their_paper() -> None:
    many = tuple(event(40 * n, f"Event number {n}") for n in range(200))
    figure = TimelineFigure((Lane("A county with a name far too long for its column", many),), FIRST, day(8000))
    found, _ = made(report(figure, page=WIDE))
    assert "…" in "".join(found.pages[0].texts.values())


def test_days_have_their_true_place() -> None:
    assert AXIS.width / (AXIS.end - AXIS.start).days == 2.0
    assert AXIS.x(day(90)) == 180.0
    assert [label for _, label, _ in AXIS.ticks()][:4] == ["Apr 2017", "May", "Jun", "Jul"]
    assert [label for _, label, new in AXIS.ticks() if new] == ["Apr 2017", "Jan 2018"]


@pytest.mark.parametrize("years", [1, 3, 12, 90])
def test_ticks_never_crowd(years: int) -> None:
    axis = Axis.over(FIRST, FIRST.replace(year=FIRST.year + years), 560.0)
    places = [x for x, _, _ in axis.ticks()]
    assert len(places) >= 2
    assert all(b - a >= 40 for a, b in pairwise(places))


def test_a_label_goes_right_then_left_then_to_the_table() -> None:
    free = lay_out(Lane("A", (event(50, "Order"),)), AXIS, width, 650.0)
    assert free.labels == [(109.0, "Order")]
    blocked = lay_out(Lane("A", (event(50, "Order"), event(58))), AXIS, width, 650.0)
    assert blocked.labels == [(71.0, "Order")]
    walled = lay_out(Lane("A", (event(42), event(50, "Order"), event(58))), AXIS, width, 650.0)
    assert (walled.labels, walled.dropped) == ([], ["Order"])


def test_near_marks_become_one_with_their_count() -> None:
    near = lay_out(Lane("A", (event(50, "One"), event(52, "Two"), event(54, "Three"))), AXIS, width, 650.0)
    (shape,) = near.shapes
    assert isinstance(shape, EventShape)
    assert (shape.count, shape.center) == (3, 104.0)
    apart = lay_out(Lane("A", (event(50), event(56))), AXIS, width, 650.0)
    assert len(apart.shapes) == 2


def test_near_deadlines_keep_their_numbers_and_the_worst_state() -> None:
    flags = (Flag(day(50), 1, FlagState.MET), Flag(day(51), 2, FlagState.MISSED), Flag(day(53), 3, FlagState.AHEAD))
    (shape,) = lay_out(Lane("A", flags), AXIS, width, 650.0).shapes
    assert isinstance(shape, FlagShape)
    assert (shape.text, shape.state, shape.left) == ("1, 2, 3!", FlagState.MISSED, 100.0)


def test_a_span_is_as_wide_as_the_doubt_both_days_included() -> None:
    (shape,) = lay_out(Lane("A", (Span(day(10), day(19)),)), AXIS, width, 650.0).shapes
    assert shape == SpanShape(20.0, 40.0)


MARKS = st.one_of(
    st.builds(event, st.integers(0, 300), st.sampled_from(["", "Order", "Suit filed", "Preliminary injunction"])),
    st.builds(lambda n, k: Flag(day(n), k, FlagState.AHEAD), st.integers(0, 300), st.integers(1, 9)),
    st.builds(lambda n, k: Span(day(n), day(n + k), "Early"), st.integers(0, 270), st.integers(0, 30)),
)


@given(st.lists(MARKS, max_size=25))
def test_words_never_overlap_marks_or_each_other(marks: list[Mark]) -> None:
    layout = lay_out(Lane("A", tuple(marks)), AXIS, width, 640.0)
    words = [(left, left + width(label)) for left, label in layout.labels]
    others = [(shape.left, shape.right) for shape in layout.shapes]
    for position, (left, right) in enumerate(words):
        assert left >= 0
        assert right <= 640.0
        rest = others + words[:position] + words[position + 1 :]
        assert all(right <= start or end <= left for start, end in rest)
    flags = sorted(shape.left for shape in layout.shapes if isinstance(shape, FlagShape))
    assert all(b - a >= NEAR for a, b in pairwise(flags))


def test_a_mark_outside_the_axis_is_refused() -> None:
    with pytest.raises(ValueError, match="does not lie on the axis"):
        TimelineFigure((Lane("A", (event(400),)),), FIRST, LAST)
    with pytest.raises(ValueError, match="ends before"):
        TimelineFigure((), LAST, FIRST)


def test_the_legend_explains_only_what_is_drawn() -> None:
    figure = TimelineFigure((Lane("A", (Flag(day(5), 1, FlagState.MISSED), event(60, "Order"))),), FIRST, LAST)
    found, _ = made(report(figure, page=WIDE))
    drawn = "".join(found.pages[0].texts.values())
    assert "Deadline missed" in drawn
    assert "Court" in drawn
    assert "Numbers refer to the table" in drawn
    assert not any(words in drawn for words in ("Deadline met", "Day not known", "Several events"))
