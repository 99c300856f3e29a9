"""What is kept from one test to the next is what each test would have made itself."""

from pathlib import Path

import pytest

from organisations.models import OrganisationPage
from tests import kept_database
from tests.factories import OrganisationFactory
from tests.organisations.people import Government


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_the_government_as_it_was_made(government: Government, turn: str) -> None:
    logius = government.logius
    assert (logius.title, logius.numchild) == ("Logius", 0)
    assert OrganisationPage.objects.get(pk=logius.pk).title == "Logius"
    logius.title = "Anders"
    logius.save()
    OrganisationFactory(parent=logius)
    assert OrganisationPage.objects.get(pk=logius.pk).title == "Anders"


@pytest.mark.django_db
def test_who_does_not_ask_for_the_government_has_none() -> None:
    assert not OrganisationPage.objects.exists()


def test_another_migration_is_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migration = tmp_path / "0001_initial.py"
    migration.write_text("operations = []")
    monkeypatch.setattr(kept_database, "migration_files", lambda: [migration])
    before = kept_database.kept_file(tmp_path)
    assert kept_database.kept_file(tmp_path) == before
    migration.write_text("operations = [RunPython(begin)]")
    assert kept_database.kept_file(tmp_path) != before
