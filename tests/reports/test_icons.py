"""Icons: every file we ship can be read, and stays on its grid."""

from __future__ import annotations

import math

import pytest

from casefile.paths import resource
from casefile.reports.render.pdf.icons import Close, Curve, Line, Move, icon

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_read(name: str) -> None:
    steps = icon(name)
    assert isinstance(steps[0], Move)
    for step in steps:
        values = step.points if isinstance(step, Curve) else () if isinstance(step, Close) else (step.x, step.y)
        assert all(-1.0 <= value <= 25.0 for value in values), step


def test_an_arc_ends_where_it_says_and_keeps_its_radius() -> None:
    """Given the ring of a clock drawn as a circle, every point is its radius away from the middle."""
    curves = [step for step in icon("clock") if isinstance(step, Curve)]
    assert all(math.isclose(math.hypot(c.points[4] - 12, c.points[5] - 12), 10) for c in curves)


def test_arcs_follow_the_svg_rules() -> None:
    from casefile.reports.render.pdf.icons import _path

    start, *curves = _path("M2 12a10 10 0 0120 0")  # flags without separators; the upper half of a circle
    assert start == Move(2, 12)
    middle, end = (curve.points[4:] for curve in curves if isinstance(curve, Curve))
    assert middle == pytest.approx((12, 2))
    assert end == pytest.approx((22, 12))
    lower = [step for step in _path("M2 12A10 10 0 0 0 22 12") if isinstance(step, Curve)]
    assert lower[0].points[4:] == pytest.approx((12, 22))
    assert list(_path("m1 1 2 3h1v1z"))[1:] == [Line(3, 4), Line(4, 4), Line(4, 5), Close()]


def test_a_name_is_only_a_name() -> None:
    for name in ("../fonts/x", "no-such-icon", "check.svg", ""):
        with pytest.raises(KeyError):
            icon(name)
