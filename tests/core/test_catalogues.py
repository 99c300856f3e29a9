"""Translations are made ready without tools of the system, and Wagtail's screens say "u"."""

import gettext
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext, override

from cms.core.catalogues import CatalogueError, compile_all, messages
from tests.factories import UserFactory

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")

EVERYTHING = r"""
# A comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: a/place.py:1
msgid "Opslaan"
msgstr "Save"
msgctxt "maand"
msgid "mei"
msgstr "May"

msgid "%(n)s bericht"
msgid_plural "%(n)s berichten"
msgstr[0] "%(n)s post"
msgstr[1] "%(n)s posts"

msgid ""
"Een zin met \"aanhalingstekens\"\n"
"op twee regels: €"
msgstr ""
"A sentence with \"quotes\"\n"
"on two lines: €"

#, fuzzy
msgid "Twijfel"
msgstr "Doubt"

msgid "Nog niet vertaald"
msgstr ""

#~ msgid "Weg"
#~ msgstr "Gone"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(EVERYTHING, encoding="utf-8")
    return path


def test_what_people_wrote_is_what_the_site_says(catalogue: Path, tmp_path: Path) -> None:
    assert compile_all([tmp_path]) == [catalogue]
    with catalogue.with_suffix(".mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Opslaan") == "Save"
    assert english.pgettext("maand", "mei") == "May"
    assert english.gettext("mei") == "mei"
    counted = [english.ngettext("%(n)s bericht", "%(n)s berichten", n) for n in (1, 2)]
    assert counted == ["%(n)s post", "%(n)s posts"]
    assert english.gettext('Een zin met "aanhalingstekens"\nop twee regels: €') == (
        'A sentence with "quotes"\non two lines: €'
    )
    for untold in ("Twijfel", "Nog niet vertaald", "Weg"):
        assert english.gettext(untold) == untold


def test_only_what_changed_is_made_anew(catalogue: Path, tmp_path: Path) -> None:
    compile_all([tmp_path])
    assert compile_all([tmp_path]) == []
    os.utime(catalogue, (2**31, 2**31))
    assert compile_all([tmp_path]) == [catalogue]
    assert [path.suffix for path in sorted(catalogue.parent.iterdir())] == [".mo", ".po"]


@pytest.mark.parametrize("broken", ['msgid "half', "msgid zonder", '"los"', "onzin"])
def test_a_broken_catalogue_says_where(catalogue: Path, tmp_path: Path, broken: str) -> None:
    catalogue.write_text(f"# eerst\n{broken}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"django\.po, line 2"):
        compile_all([tmp_path])


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="the tools of gettext are not here")
@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_gettext_reads_our_catalogues_the_same_way(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "theirs.mo"
    subprocess.run(["msgfmt", "--check", "-o", target, path], check=True)
    with target.open("rb") as theirs, path.with_suffix(".mo").open("rb") as ours:
        expected, made = gettext.GNUTranslations(theirs), gettext.GNUTranslations(ours)
    # Newer tools leave out when the texts were collected.
    dated = "pot-creation-date"
    assert {**expected.info(), dated: ""} == {**made.info(), dated: ""}
    headers = expected._catalog.pop(""), made._catalog.pop("")
    assert all(headers)
    assert expected._catalog == made._catalog


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_places_for_values_and_markup_stay(path: Path) -> None:
    """A place that is lost or misspelt breaks the screen that fills it in."""
    for key, text in messages(path).items():
        sources = key.rsplit("\x04", 1)[-1].split("\x00")
        for said in text.split("\x00") if key else []:
            places = set(PLACES.findall(said))
            assert any(places <= set(PLACES.findall(one)) for one in sources), said


@pytest.mark.django_db
def test_scripts_of_wagtail_say_u(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    text = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert "Weet u het zeker?" in text


def test_the_screens_of_wagtail_say_u() -> None:
    with override("nl"):
        assert translate("Are you sure you want to delete this page?") == (
            "Weet u zeker dat u deze pagina wilt verwijderen?"
        )
        one = "You don't have permission to delete this page"
        many = "You don't have permission to delete these pages"
        assert ngettext(one, many, 1).startswith("U hebt niet de juiste rechten")
    for path in CATALOGUES:
        if path.parts[-3] == "nl":
            words = " ".join(messages(path).values())
            assert re.findall(r"\b(?:je|jij|jou|jouw)\b", words, re.IGNORECASE) == []
