"""Marks on the map: near places become one mark with a number, and nothing is lost."""

import numpy as np
import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from search.geometry import NETHERLANDS, Box, ViewError, project
from search.map import MAX_MARKS, TILE, View, marks_in
from search.places import INITIATIVE, NEED, PLACE, Places, Selection

Place = tuple[float, float, int, int, bool]  # latitude, longitude, layer, building, approximate

degrees = st.tuples(st.floats(50.75, 53.5), st.floats(3.3, 7.2))
crossroads = st.sampled_from([(52.0784, 4.3179), (52.37, 4.9), (50.85, 5.69)])
some_places = st.lists(
    st.tuples(
        st.one_of(degrees, crossroads),
        st.sampled_from([PLACE, NEED, INITIATIVE]),
        st.integers(0, 3),
        st.booleans(),
    ).map(lambda p: (*p[0], *p[1:])),
    max_size=150,
)


def select(places: list[Place]) -> Selection:
    """A selection of places, each at a location of its own."""
    points = [project(latitude, longitude) for latitude, longitude, *_ in places]
    number = np.arange(len(places), dtype=np.int64)
    columns = Places(
        entries=number,
        locations=number,
        layers=np.array([p[2] for p in places], dtype=np.int64),
        is_post=np.array([p[2] != PLACE for p in places], dtype=bool),
        is_project=np.zeros(len(places), dtype=bool),
        x=np.array([p[0] for p in points]),
        y=np.array([p[1] for p in points]),
        approximate=np.array([p[4] for p in places], dtype=bool),
        buildings=np.array([p[3] for p in places], dtype=np.int64),
        cities=number * 0,
        provinces=number * 0,
        names=(["", "a", "b", "c"], [""], [""]),
    )
    return Selection.of(columns, number)


@settings(max_examples=60, deadline=None)
@given(some_places, st.integers(0, 19))
def test_numbers_add_up_to_all_places_and_the_answer_stays_small(
    places: list[Place], zoom: int
) -> None:
    selection = select(places)
    answer = marks_in(selection, View.around(NETHERLANDS, zoom))
    for layer in (PLACE, NEED, INITIATIVE):
        assert answer.total(layer) == sum(place[2] == layer for place in places)
    assert len(answer.marks) <= MAX_MARKS


@settings(max_examples=40, deadline=None)
@given(some_places, st.integers(5, 19))
def test_the_same_view_gives_the_same_marks(places: list[Place], zoom: int) -> None:
    view = View.around(NETHERLANDS, zoom)
    assert marks_in(select(places), view) == marks_in(select(places), view)


@settings(max_examples=60, deadline=None)
@given(some_places, st.integers(6, 13))
def test_marks_of_one_kind_do_not_lie_on_one_another(places: list[Place], zoom: int) -> None:
    """Where 100 marks fit without joining more, those of one layer keep some pixels apart."""
    marks = marks_in(select(places), View.around(NETHERLANDS, zoom)).marks
    pixels = TILE * 2**zoom
    for i, one in enumerate(marks):
        for other in marks[i + 1 :]:
            if one.layer == other.layer:
                assert np.hypot(one.x - other.x, one.y - other.y) * pixels > 1


def test_organisations_in_one_building_are_one_mark_at_every_zoom() -> None:
    selection = select([(52.0784, 4.3179, PLACE, 1, False)] * 3)
    for zoom in (7, 14, 19):
        (mark,) = marks_in(selection, View.around(NETHERLANDS, zoom)).marks
        assert (mark.kind, mark.count) == ("building", 3)


def test_addresses_that_share_a_postcode_centre_fan_out_when_near() -> None:
    selection = select([(52.0784, 4.3179, PLACE, 0, True)] * 5)
    (far,) = marks_in(selection, View.around(NETHERLANDS, 9)).marks
    assert far.kind == "cluster"
    assert far.approximate
    near = marks_in(selection, View.around(Box(4.30, 52.07, 4.33, 52.09), 15)).marks
    assert [mark.kind for mark in near] == ["organisation"] * 5
    assert all(mark.approximate for mark in near)
    assert len({(mark.x, mark.y) for mark in near}) == 5


def test_open_questions_are_never_hidden_in_a_cluster_of_organisations() -> None:
    selection = select([(52.0784, 4.3179, PLACE, 1, False), (52.0784, 4.3179, NEED, 1, False)])
    kinds = {mark.kind for mark in marks_in(selection, View.around(NETHERLANDS, 7)).marks}
    assert kinds == {"organisation", "need"}


def test_places_outside_the_view_are_left_out() -> None:
    selection = select([(52.08, 4.32, PLACE, 0, False), (53.2, 6.56, PLACE, 0, False)])
    answer = marks_in(selection, View.around(Box(4.2, 52.0, 4.4, 52.1), 12))
    assert answer.total(PLACE) == 1


def test_views_that_differ_a_little_are_one_view() -> None:
    one = View.around(Box(4.20001, 52.00001, 4.4, 52.1), 12)
    assert one == View.around(Box(4.20002, 52.00002, 4.4, 52.1), 12)


@pytest.mark.parametrize(
    "bbox",
    ["x", "1,2,3", "1,2,3,4,5", "nan,1,2,3", "inf,1,2,3", "5,52,4,53", "4,53,5,52", "-200,1,2,3",
     "4,52,4,53", "\x00", "1e999,0,1,1", "," * 5000],
)  # fmt: skip
def test_a_nonsense_box_is_refused(bbox: str) -> None:
    with pytest.raises(ViewError, match="bbox"):
        View.parse(bbox, "7")


@pytest.mark.parametrize(
    "zoom", ["x", "-1", "20", "1.5", "²", "9" * 5000, "1e1", "\x00", "0099999999"]
)
def test_a_nonsense_zoom_is_refused(zoom: str) -> None:
    with pytest.raises(ViewError, match="zoom"):
        View.parse("4,52,5,53", zoom)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_any_text_is_a_view_or_a_clear_refusal(bbox: str, zoom: str) -> None:
    try:
        view = View.parse(bbox, zoom)
    except ViewError as problem:
        message = str(problem)
    else:
        message = "" if view.right > view.left else "empty"
    assert message != "empty"


def test_the_speed_of_the_map_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench_map", "500")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| places | zoom | marks | ms |"
    assert [line.split("|")[2].strip() for line in lines[2:]] == ["7", "9", "12", "15"]
