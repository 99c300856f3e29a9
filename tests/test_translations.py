"""Whoever reads the English interface reads English: no text is left as it was."""

from pathlib import Path

from django.conf import settings

from cms.core.catalogues import messages
from tests.interface_texts import interface_texts

ENGLISH = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"


def test_every_text_of_the_interface_is_there_in_english() -> None:
    english = messages(ENGLISH)
    left = {text: place for text, place in interface_texts().items() if text not in english}
    assert not left, "run `make messages` and translate what has no text yet"


def test_the_catalogue_holds_nothing_that_is_said_no_more() -> None:
    said = interface_texts()
    assert not [text for text in messages(ENGLISH) if text and text not in said]


def test_texts_are_found_in_code_and_in_templates() -> None:
    """The two tests above would pass when nothing were found."""
    said = interface_texts()
    assert said["Direct naar de inhoud"].startswith("templates/")
    assert said["Kort bericht"].startswith("organisations/models/post.py")
    assert "%(shown)s resultaat\x00%(shown)s resultaten" in said
    assert len(said) > 1500
