"""The drawings of the examples: sharp, small, and the same every time."""

import io
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from home.examples.canvas import HEIGHT, WIDTH
from home.examples.drawings import SCENES, draw

CATALOGUE = tomllib.loads(Path("data/examples/images.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scene", SCENES)
def test_a_drawing_is_a_photo_sized_jpeg_and_not_heavy(scene: str) -> None:
    content = draw(scene, "green", seed=4)
    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    assert image.size == (WIDTH, HEIGHT)
    assert len(content) < 120_000
    assert content == draw(scene, "green", seed=4)


def test_every_drawing_says_what_it_shows() -> None:
    texts = [entry["alt"] for entry in CATALOGUE.values()]
    assert len(set(texts)) == len(texts)
    assert all(text.startswith("Tekening van ") and len(text) > 40 for text in texts)
