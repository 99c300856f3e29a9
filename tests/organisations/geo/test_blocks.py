"""The map block of a body: what is stored, what is refused, and what comes back."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks

from organisations.geo.blocks import LocationMapBlock, PointBlock
from organisations.geo.points import Point

THE_HAGUE = Point(latitude=52.0784, longitude=4.3201)
STORED = "SRID=4326;POINT(4.32010 52.07840)"


def posted(block: blocks.Block, data: dict) -> object:
    """What a form post gives, as the edit form would read it."""
    return block.value_from_datadict(
        {f"kaart-{name}": text for name, text in data.items()}, {}, "kaart"
    )


def test_coordinates_become_a_point_and_are_stored_as_one() -> None:
    block = LocationMapBlock()
    value = block.clean(posted(block, {"address": "Turfmarkt 147", "point": "52,0784 4,3201"}))
    assert value["point"] == THE_HAGUE
    stored = block.get_prep_value(value)
    assert stored["point"] == STORED
    assert block.to_python(stored)["point"] == THE_HAGUE


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "verplicht"),
        ("ergens", "Dit is geen plek op de kaart"),
        ("48.85, 2.35", "buiten het Koninkrijk"),
        ("<script>alert(1)</script>", "Dit is geen plek op de kaart"),
    ],
)
def test_what_is_no_place_gets_a_message_at_its_field(typed: str, message: str) -> None:
    block = LocationMapBlock()
    value = posted(block, {"address": "Turfmarkt 147", "point": typed})
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        block.clean(value)
    assert message in str(caught.value.block_errors["point"].messages)
    # The form that comes back still shows what was typed.
    state = block.get_form_state(value)
    assert (
        state["point"].replace("0000", "") == typed.replace(", ", ", ") or "48.85" in state["point"]
    )


@pytest.mark.parametrize("stored", ["", None, "garbage", "SRID=4326;POINT(x y)", {}, {"lat": "a"}])
def test_a_value_that_cannot_be_read_is_no_place_and_no_crash(stored: object) -> None:
    assert PointBlock().to_python(stored) is None
    assert PointBlock(required=False).get_form_state(PointBlock().to_python(stored)) == ""


def test_the_form_of_the_package_is_read_too() -> None:
    assert PointBlock().to_python({"lat": "52.0784", "lng": "4.3201", "srid": "4326"}) == THE_HAGUE


def test_an_optional_place_may_be_empty() -> None:
    block = PointBlock(required=False)
    assert block.get_prep_value(block.clean(block.value_from_datadict({"p": ""}, {}, "p"))) == ""


@given(st.text())
def test_any_text_is_stored_or_refused(text: str) -> None:
    block = PointBlock(required=False)
    try:
        value = block.clean(block.value_from_datadict({"p": text}, {}, "p"))
    except ValidationError:
        return
    assert block.to_python(block.get_prep_value(value)) == value


def test_the_block_needs_no_script_of_other_hosts() -> None:
    block = blocks.StreamBlock([("map", LocationMapBlock())])
    media = str(blocks.BlockField(block).widget.media)
    assert "http" not in media
    assert 'src="//' not in media
    assert "vendor/leaflet/leaflet.js" in media


def test_a_preview_can_be_shown() -> None:
    block = LocationMapBlock()
    block.set_name("map")
    assert block.get_preview_value()["point"].latitude == pytest.approx(52.07777)
