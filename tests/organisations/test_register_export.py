"""The register's own export: who comes in, where it hangs, and what stays out."""

from pathlib import Path

import pytest
from django.conf import settings

from organisations.models import (
    Location,
    MinistryPage,
    OrganisationPage,
    OrganisationType,
    Precision,
)
from organisations.register.importer import import_register
from organisations.register.result import Outcome
from organisations.register.source import read_source
from tests.organisations.register_files import (
    TOOI,
    export,
    ministry,
    organisation,
    visiting_address,
)

pytestmark = pytest.mark.django_db

SAMPLE = Path(settings.BASE_DIR) / "data" / "roo_reconstructie_2.6.9.xml"
BZK = ministry("9632", "Binnenlandse Zaken", "BZK", tooi="ministerie/mnre1034")


def test_the_sample_of_the_export_comes_in_whole() -> None:
    result = import_register(str(SAMPLE))
    assert result.ok
    assert result.counts[Outcome.CREATED] == 67
    assert MinistryPage.objects.filter(is_group=False).count() == 26
    assert OrganisationPage.objects.filter(organisation_type="agentschap").count() == 26
    assert OrganisationPage.objects.filter(organisation_type="inspectie").count() == 15

    ministry = MinistryPage.objects.get(slug="bzk")
    assert ministry.title == "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
    assert [place.address for place in ministry.locations.all()] == [
        "Turfmarkt 147, 2511 DP Den Haag"
    ]
    place = ministry.locations.get()
    assert (place.province, place.precision) == ("Zuid-Holland", Precision.POSTCODE4)
    # Its ministry ended on 23 February 2026; what it did is with Economische Zaken en Klimaat.
    assert OrganisationPage.objects.get(abbreviation="SodM").url == "/ezk/sodm/"


def test_a_second_run_of_the_sample_changes_nothing() -> None:
    import_register(str(SAMPLE))
    again = import_register(str(SAMPLE))
    assert again.counts[Outcome.UNCHANGED] == 67
    assert again.page_ids == set()


def test_only_central_government_comes_in(tmp_path: Path) -> None:
    outside = [
        organisation("1", "Gemeente Voorbeeld", "Gemeente", inside=organisation(
            "2", "Afdeling Burgerzaken", "Organisatieonderdeel")),
        organisation("3", "Provincie Voorbeeld", "Provincie"),
        organisation("4", "Waterschap Voorbeeld", "Waterschap"),
        organisation("5", "Los onderdeel", "Organisatieonderdeel"),
    ]  # fmt: skip
    result = import_register(
        export(tmp_path / "oo.xml", BZK, organisation("6", "Logius", ministry="9632"), *outside)
    )
    assert result.ok
    assert result.skipped == 5
    assert list(OrganisationPage.objects.values_list("title", flat=True)) == ["Logius"]


def test_persons_stay_out(tmp_path: Path) -> None:
    home_address = visiting_address("Privelaan", "1", "1234 AB", "Voorbeeldstad")
    person = (
        "<p:functies><p:functie><p:naam>Directeur</p:naam><p:medewerkers><p:medewerker>"
        "<p:naam>mevrouw Geheim</p:naam><p:afkorting>GEH</p:afkorting>"
        f"<p:adressen>{home_address}</p:adressen><p:organisaties>"
        f"{organisation('77', 'Eenmanszaak Geheim', ministry='9632')}</p:organisaties>"
        "</p:medewerker></p:medewerkers></p:functie></p:functies>"
    )
    data = read_source(
        export(tmp_path / "oo.xml", BZK, organisation("6", "Logius", ministry="9632", more=person))
    )
    assert "Geheim" not in repr(data)
    assert "Privelaan" not in repr(data)
    assert [record.name for record in data.records] == [
        "Ministerie van Binnenlandse Zaken",
        "Logius",
    ]


def test_only_visiting_addresses_are_places(tmp_path: Path) -> None:
    addresses = (
        visiting_address("Rijnstraat 50", "", "2515 XP", "DEN HAAG", toelichting="Hoofdkantoor")
        + visiting_address("Postbaan", "9", kind="Postadres")
        + visiting_address("Tiberdreef 12 -24", "", "3561GG", "Utrecht",
                           provincie=f"{TOOI}/provincie/pv26")
    )  # fmt: skip
    import_register(
        export(
            tmp_path / "oo.xml",
            BZK,
            organisation("6", "Logius", ministry="9632", addresses=addresses),
        )
    )
    first, second = Location.objects.order_by("sort_order")
    assert first.address == "Rijnstraat 50, 2515 XP Den Haag"
    assert (first.label, first.source) == ("Hoofdkantoor", Location.Source.REGISTER)
    assert second.address == "Tiberdreef 12-24, 3561 GG Utrecht"
    assert second.province == "Utrecht"


def test_units_hang_one_deep_and_inherit_the_ministry(tmp_path: Path) -> None:
    deep = organisation("13", "Team Uitgeven", "Organisatieonderdeel")
    unit = organisation("12", "Afdeling Publicaties", "Organisatieonderdeel", inside=deep)
    agency = organisation("11", "Logius", abbreviation="LOG", inside=unit)
    box = organisation("14", "SG-cluster", "Organisatieonderdeel", inside=organisation(
        "15", "Bureau Bestuur", "Organisatieonderdeel"))  # fmt: skip
    import_register(
        export(
            tmp_path / "oo.xml",
            ministry("9632", "Binnenlandse Zaken", "BZK", inside=agency + box),
        )
    )
    addresses = {page.title: page.url for page in OrganisationPage.objects.all()}
    assert addresses == {
        "Logius": "/bzk/log/",
        "Afdeling Publicaties": "/bzk/log/afdeling-publicaties/",
        "Team Uitgeven": "/bzk/log/team-uitgeven/",
        "Bureau Bestuur": "/bzk/bureau-bestuur/",
    }


def test_bodies_without_a_ministry_hang_in_a_group(tmp_path: Path) -> None:
    import_register(
        export(
            tmp_path / "oo.xml",
            organisation("1", "Raad van State", "Hoog College van Staat"),
            organisation("2", "Rechtbank Voorbeeld", "Rechterlijke macht"),
            organisation("3", "Commissie Los", "Adviescollege"),
        )
    )
    assert {page.url for page in OrganisationPage.objects.all()} == {
        "/hoge-colleges-van-staat/raad-van-state/",
        "/rechterlijke-macht/rechtbank-voorbeeld/",
        "/overige-organisaties/commissie-los/",
    }
    assert all(MinistryPage.objects.values_list("is_group", flat=True))


def test_a_court_hangs_with_the_courts_whatever_ministry_is_named(tmp_path: Path) -> None:
    court = organisation("2", "Rechtbank Voorbeeld", "Rechterlijke macht", ministry="9632")
    import_register(export(tmp_path / "oo.xml", BZK, court))
    assert OrganisationPage.objects.get().url == "/rechterlijke-macht/rechtbank-voorbeeld/"


def test_an_end_in_the_future_is_no_end_yet(tmp_path: Path) -> None:
    result = import_register(
        export(
            tmp_path / "oo.xml",
            BZK,
            organisation("6", "Logius", ministry="9632", ended="2999-01-01"),
        )
    )
    assert result.counts[Outcome.ENDED] == 0
    assert OrganisationPage.objects.current().count() == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Inspectie", OrganisationType.INSPECTORATE),
        ("Zelfstandig bestuursorgaan", OrganisationType.ZBO),
        ("Politie", OrganisationType.POLICE),
        ("Staten-Generaal", OrganisationType.HIGH_COLLEGE),
    ],
)
def test_types_of_the_register_have_a_place_here(
    tmp_path: Path, kind: str, expected: OrganisationType
) -> None:
    data = read_source(export(tmp_path / "oo.xml", organisation("1", "Voorbeeld", kind)))
    assert data.records[0].organisation_type == expected


def test_an_address_of_the_site_itself_is_never_a_slug(tmp_path: Path) -> None:
    import_register(
        export(
            tmp_path / "oo.xml",
            ministry("1", "Energie en Natuur", "EN"),
            organisation("2", "Voedselbureau", abbreviation="FEED", ministry="1"),
        )
    )
    assert OrganisationPage.objects.get().url == "/energie-en-natuur/voedselbureau/"
