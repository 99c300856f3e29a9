"""The bundled register and topics: all of it comes in, and a second time nothing happens."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from organisations.models import Location, MinistryPage, OrganisationPage, Precision, Topic
from organisations.register.importer import import_register
from organisations.register.result import Outcome
from organisations.register.topics import load_topics

pytestmark = pytest.mark.django_db

DATA = Path(settings.BASE_DIR) / "data"
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def test_all_bundled_organisations_come_in_and_a_second_time_nothing_is_written() -> None:
    source = str(DATA / "rijksorganisaties.csv")
    result = import_register(source)
    assert result.ok
    assert result.counts[Outcome.CREATED] == 378

    ministries = MinistryPage.objects.filter(is_group=False)
    assert sorted(ministries.current().values_list("slug", flat=True)) == [
        "az",
        "bz",
        "bzk",
        "def",
        "ezk",
        "fin",
        "ienw",
        "jenv",
        "lvvn",
        "ocw",
        "szw",
        "vws",
    ]
    assert ministries.ended().count() == 14
    assert Counter(OrganisationPage.objects.values_list("organisation_type", flat=True)) == {
        "agentschap": 25,
        "inspectie": 15,
        "organisatieonderdeel": 52,
        "zbo": 182,
        "adviescollege": 44,
        "rechterlijke-instantie": 25,
        "hoog-college-van-staat": 7,
        "politie": 2,
    }
    assert Location.objects.exclude(latitude=None).count() >= 273
    assert Location.objects.filter(precision=Precision.ADDRESS).count() == 10
    assert not any(Page.find_problems())
    assert OrganisationPage.objects.filter(url_path__contains="/rechterlijke-macht/").count() == 27
    logius = OrganisationPage.objects.get(title="Logius")
    assert logius.url == "/bzk/logius/"
    assert MinistryPage.objects.get(slug="ezk-2024").successor.slug == "ez-2026"
    assert MinistryPage.objects.get(slug="ez-2026").successor.slug == "ezk"

    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = import_register(source)
    assert again.counts[Outcome.UNCHANGED] == 378
    assert again.changed == 0
    assert [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith(WRITING)] == []

    # The export is about the same pages: only the agency that became a unit on 14 August 2026
    # stands in the list under another name.
    export = import_register(str(DATA / "roo_reconstructie_2.6.9.xml"), dry_run=True)
    assert export.counts[Outcome.CREATED] == 1
    assert export.counts[Outcome.MOVED] == 0
    assert export.counts[Outcome.UNCHANGED] >= 60


def test_all_topics_come_in_and_what_an_editor_added_stays() -> None:
    path = DATA / "tooi_top_themas.csv"
    assert load_topics(path).created == 92
    assert Topic.objects.filter(parent=None).count() == 16
    topic = Topic.objects.get(slug="cultureel-erfgoed")
    assert topic.name == "Cultureel erfgoed"
    assert topic.parent.name == "Cultuur en recreatie"
    Topic.objects.filter(pk=topic.pk).update(synonyms="monumenten", description="Oud en mooi.")

    again = load_topics(path)
    topic.refresh_from_db()
    assert again.unchanged == 92
    assert (topic.synonyms, topic.description) == ("monumenten", "Oud en mooi.")
