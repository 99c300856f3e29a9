"""Bad sources change nothing and say why; bad rows are left out, with line and reason."""

from io import StringIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Page

from organisations.models import MinistryPage, OrganisationPage
from organisations.register import download, importer
from organisations.register.importer import import_register
from organisations.register.records import SourceError
from organisations.register.result import Outcome
from tests.local_server import Reply, local_server
from tests.organisations.register_files import (
    csv_list,
    csv_row,
    export,
    ministry,
    organisation,
)

pytestmark = pytest.mark.django_db

BZK = ministry("1", "Binnenlandse Zaken", "BZK")
BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


def run_command(*arguments: str) -> tuple[str, str, int]:
    """Output, errors and exit status of the command."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_organisations", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(stop.code or 0)
    return out.getvalue(), err.getvalue(), 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b"   \n ", "leeg"),
        (b'{"organisaties": []}', "geen lijst met organisaties"),
        (b"a,b,c\n1,2,3\n", "geen lijst met organisaties"),
        (b"<html><body>Storing</body></html>", "geen export van het register"),
        (b"<?xml version='1.0'?><overheidsorganisaties/>", "geen rijksorganisaties"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "geen tekst in UTF-8"),
        (b"PK\x03\x04\x14\x00\x00", "geen lijst met organisaties"),
        (b"<overheidsorganisaties>\x00", "stuk of afgebroken"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "onbekende codering"),
    ],
)
def test_another_file_changes_nothing_and_says_why(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bestand"
    path.write_bytes(content)
    before = Page.objects.count()
    with pytest.raises(SourceError, match=reason):
        import_register(str(path))
    assert Page.objects.count() == before


@pytest.mark.parametrize("before", [BILLION_LAUGHS, OUTSIDE, "<!DOCTYPE x>"])
def test_a_hostile_export_is_refused(tmp_path: Path, before: str) -> None:
    source = export(
        tmp_path / "oo.xml", BZK, organisation("2", "&a8;", ministry="1"), before=before
    )
    with pytest.raises(SourceError, match="niet veilig"):
        import_register(source)
    assert not MinistryPage.objects.exists()


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.98])
def test_an_export_that_was_cut_off_changes_nothing(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "oo.xml"
    export(path, BZK, organisation("2", "Logius", ministry="1"))
    text = path.read_text()
    path.write_text(text[: int(len(text) * kept)])
    with pytest.raises(SourceError, match="stuk of afgebroken"):
        import_register(str(path))
    assert not MinistryPage.objects.exists()


def test_a_list_that_was_cut_off_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    csv_list(
        path,
        csv_row(roo_id="1", naam="Ministerie van Voorbeelden", type="ministerie", afkorting="VB"),
        csv_row(roo_id="2", naam="Dienst", type="agentschap", ministerie_huidig="VB"),
    )
    path.write_text(path.read_text()[:-40])
    with pytest.raises(SourceError, match=r"afgebroken|stuk"):
        import_register(str(path))
    assert not MinistryPage.objects.exists()


def test_organisations_in_organisations_without_end_are_refused(tmp_path: Path) -> None:
    nested = ""
    for number in range(2_000):
        nested = organisation(str(number), "Laag", "Organisatieonderdeel", inside=nested)
    with pytest.raises(SourceError, match="nestelt"):
        import_register(export(tmp_path / "oo.xml", nested))


def test_a_name_of_a_megabyte_does_no_harm(tmp_path: Path) -> None:
    source = export(tmp_path / "oo.xml", BZK, organisation("2", "x" * 1_000_000, ministry="1"))
    result = import_register(source)
    assert [remark.text for remark in result.rejected] == ["De naam is langer dan 255 tekens."]


def test_rows_that_cannot_be_used_are_named_with_line_and_reason(tmp_path: Path) -> None:
    source = csv_list(
        tmp_path / "lijst.csv",
        csv_row(roo_id="1", naam="Ministerie van Voorbeelden", type="ministerie", afkorting="VB"),
        csv_row(roo_id="2", naam="Dienst Goed", type="agentschap", ministerie_huidig="VB"),
        csv_row(roo_id="2", naam="Dienst Dubbel", type="agentschap", ministerie_huidig="VB"),
        csv_row(roo_id="3", naam="", type="agentschap", ministerie_huidig="VB"),
        csv_row(roo_id="4", naam="Dienst Zwevend", type="agentschap", ministerie_huidig="WEG"),
        csv_row(roo_id="5", naam="Dienst Ooit", type="agentschap", eind="gisteren"),
        csv_row(roo_id="6", naam="Dienst Raar", type="voetbalclub"),
        csv_row(roo_id="7; DROP", naam="Dienst Nummer", type="agentschap"),
        csv_row(roo_id="8", naam="Dienst Ver", type="agentschap", straat="Laan", lat="1", lng="1"),
        csv_row(roo_id="9", naam="Dienst URI", type="agentschap", tooi_uri="javascript:1"),
    )
    out, err, status = run_command(source)
    assert status == 1
    assert err.splitlines() == [
        "Regel 4, Dienst Dubbel: Het nummer 2 staat ook op regel 3.",
        "Regel 5, -: De naam ontbreekt.",
        "Regel 6, Dienst Zwevend: Het ministerie weg staat niet in dit bestand en niet op de site.",
        "Regel 7, Dienst Ooit: “gisteren” is geen datum.",
        "Regel 8, Dienst Raar: Onbekend soort organisatie: “voetbalclub”.",
        "Regel 9, Dienst Nummer: “7; DROP” is geen registernummer.",
        "Regel 10, Dienst Ver: De coördinaten liggen buiten het Koninkrijk der Nederlanden.",
        "Regel 11, Dienst URI: “javascript:1” is geen TOOI-identificatie.",
    ]
    assert "2 nieuw" in out
    assert "8 afgewezen" in out
    assert list(OrganisationPage.objects.values_list("title", flat=True)) == ["Dienst Goed"]


def test_organisations_that_are_parts_of_each_other_are_rejected(tmp_path: Path) -> None:
    source = csv_list(
        tmp_path / "lijst.csv",
        csv_row(roo_id="1", naam="Ministerie van Voorbeelden", type="ministerie", afkorting="VB"),
        csv_row(roo_id="2", naam="Kip", type="zbo", ministerie_huidig="VB", parent_naam="Ei"),
        csv_row(roo_id="3", naam="Ei", type="zbo", ministerie_huidig="VB", parent_naam="Kip"),
        csv_row(roo_id="4", naam="Ik", type="zbo", ministerie_huidig="VB", parent_naam="Ik"),
    )
    result = import_register(source)
    assert [remark.name for remark in result.rejected] == ["Kip", "Ei", "Ik"]
    assert not OrganisationPage.objects.exists()


def test_lines_of_an_export_are_told_too(tmp_path: Path) -> None:
    source = export(
        tmp_path / "oo.xml",
        BZK,
        organisation("2", "Logius", ministry="1"),
        organisation("3", "Wees", ministry="404"),
    )
    result = import_register(source)
    assert [(remark.line, remark.name) for remark in result.rejected] == [(5, "Wees")]


def test_a_dry_run_counts_but_writes_nothing(tmp_path: Path) -> None:
    source = export(tmp_path / "oo.xml", BZK, organisation("2", "Logius", ministry="1"))
    before = Page.objects.count()
    out, _err, status = run_command(source, "--dry-run")
    assert status == 0
    assert "Proefronde" in out
    assert "2 nieuw" in out
    assert Page.objects.count() == before


def test_the_command_shows_progress_and_a_summary(tmp_path: Path) -> None:
    source = export(tmp_path / "oo.xml", BZK, organisation("2", "Logius", ministry="1"))
    out, err, status = run_command(source)
    assert (err, status) == ("", 0)
    assert out.splitlines() == [
        "2 van 2 verwerkt",
        "Klaar: 2 nieuw, 0 bijgewerkt, 0 verplaatst, 0 opgeheven, 0 ongewijzigd, 0 afgewezen.",
    ]


def test_a_source_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    for source in (str(tmp_path / "weg.xml"), str(tmp_path)):
        with pytest.raises(CommandError, match="kan niet worden gelezen"):
            call_command("import_organisations", source)


def test_an_export_is_fetched_from_an_address(tmp_path: Path) -> None:
    export(tmp_path / "oo.xml", BZK)
    content = (tmp_path / "oo.xml").read_bytes()
    with local_server(lambda path, query: Reply(content, content_type="text/xml")) as server:
        result = import_register(f"{server.url}/archive/exportOO.xml")
    assert result.counts[Outcome.CREATED] == 1


def test_an_address_that_fails_changes_nothing_and_says_why(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    with (
        local_server(lambda path, query: Reply(b"weg", status=404)) as server,
        pytest.raises(SourceError, match="niet op te halen: HTTP status 404"),
    ):
        import_register(f"{server.url}/weg.xml")
    with local_server(lambda path, query: Reply(b"x" * 2_000)) as server:
        monkeypatch.setattr(download, "MAX_BYTES", 1_000)
        with pytest.raises(SourceError, match="groter dan"):
            import_register(f"{server.url}/groot.xml")
        settings.OUTBOUND_ALLOWED_HOSTS = []
        with pytest.raises(SourceError, match="Dit adres mag niet"):
            import_register(f"{server.url}/binnen.xml")


def test_a_fault_halfway_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = export(tmp_path / "oo.xml", BZK, organisation("2", "Logius", ministry="1"))
    monkeypatch.setattr(importer, "index_pages", Mock(side_effect=RuntimeError("schijf vol")))
    before = Page.objects.count()
    with pytest.raises(RuntimeError):
        import_register(source)
    assert Page.objects.count() == before
