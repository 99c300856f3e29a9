"""The pictures of the examples: there, light enough, told in words, and used."""

import tomllib
from pathlib import Path

import pytest
from PIL import Image

from home.examples.loader import EXAMPLES, PHOTOS, read

CATALOGUE = read("images.toml")
SCENES = Path("home/examples/scenes")


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_picture_is_as_large_as_a_photo_and_not_heavy(key: str) -> None:
    path = PHOTOS / f"{key}.jpg"
    with Image.open(path) as image:
        assert image.format == "JPEG"
        assert image.width >= 1400
        assert image.width / image.height == pytest.approx(1.6, rel=0.01)
        assert not image.getexif(), "nothing about who made it where"
    assert path.stat().st_size < 250_000


def test_all_pictures_together_are_light_enough_to_keep_beside_the_code() -> None:
    assert sum(path.stat().st_size for path in PHOTOS.iterdir()) < 2_500_000


def test_every_picture_has_its_scene_its_words_and_a_place_where_it_is_used() -> None:
    assert {path.stem for path in PHOTOS.iterdir()} == set(CATALOGUE)
    assert {path.stem for path in SCENES.glob("*.pov")} == set(CATALOGUE)
    used = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("[op]*.toml"))
    assert [key for key in CATALOGUE if f'"{key}"' not in used] == []


def test_every_picture_says_what_it_shows() -> None:
    texts = [entry["alt"] for entry in CATALOGUE.values()]
    assert len(set(texts)) == len(texts)
    assert all(len(text) > 40 and not text.endswith(".") for text in texts)


def test_the_scenes_say_how_they_are_made_and_that_anyone_may_use_them() -> None:
    words = (SCENES / "README.md").read_text(encoding="utf-8")
    assert "POV-Ray 3.7" in words
    assert "CC0 1.0" in words
    # The tool is for who changes a scene: the site itself must do without.
    needed = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "povray" not in str(needed)
