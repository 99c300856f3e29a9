"""Where an absence is arranged: on the own account page, and by an administrator for who is ill."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Absence
from tests.organisations.absences import DAY, Case, make_case
from tests.organisations.desk import signed_in
from tests.organisations.people import ADMINISTRATOR, COMMUNICATOR, MODERATOR, NOBODY, Government

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(government: Government) -> Case:
    return make_case(government)


def account(case: Case, **values: object) -> Any:
    data = {
        "name_email-first_name": "Anna",
        "name_email-last_name": "de Vries",
        "name_email-email": case.away.email,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        **{f"absence-{name}": str(value) for name, value in values.items()},
    }
    client = signed_in(case.government, MODERATOR)
    return client.post(reverse("wagtailadmin_account"), data)


def test_a_moderator_arranges_changes_and_calls_off_on_the_own_account_page(case: Case) -> None:
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today + 6 * DAY}
    assert account(case, **days, deputy=case.deputy.pk).status_code == 302
    assert Absence.objects.get().deputy == case.deputy
    text = signed_in(case.government, MODERATOR).get(reverse("wagtailadmin_account"))
    assert str(today + 6 * DAY) in text.content.decode()
    days["ends_on"] = today + 2 * DAY
    assert account(case, **days, deputy=case.deputy.pk).status_code == 302
    assert Absence.objects.get().ends_on == today + 2 * DAY
    assert account(case, starts_on="", ends_on="", deputy="").status_code == 302
    assert not Absence.objects.open().exists()


def test_what_is_wrong_stands_next_to_its_field_and_nothing_typed_is_lost(case: Case) -> None:
    today = timezone.localdate()
    wrong = {
        "Vul dit ook in": {"starts_on": today, "ends_on": "", "deputy": case.deputy.pk},
        "De laatste dag ligt voor de eerste dag": {
            "starts_on": today + 3 * DAY,
            "ends_on": today,
            "deputy": case.deputy.pk,
        },
        "Kies iemand anders die moderator is": {
            "starts_on": today,
            "ends_on": today,
            "deputy": case.government.people[NOBODY].pk,
        },
        "geldige datum": {"starts_on": "gisteren", "ends_on": today, "deputy": case.deputy.pk},
    }
    for words, values in wrong.items():
        response = account(case, **values)
        assert response.status_code == 200
        text = response.content.decode()
        assert words in text
        assert str(values["starts_on"]) in text
    assert not Absence.objects.exists()


def test_who_is_no_moderator_has_no_such_panel_and_a_crafted_form_does_nothing(
    case: Case,
) -> None:
    client = signed_in(case.government, COMMUNICATOR)
    assert (
        "Afwezig en vervanging" not in client.get(reverse("wagtailadmin_account")).content.decode()
    )
    today = timezone.localdate()
    client.post(
        reverse("wagtailadmin_account"),
        {"absence-starts_on": today, "absence-ends_on": today, "absence-deputy": case.deputy.pk},
    )
    assert not Absence.objects.exists()


def test_an_administrator_arranges_it_for_who_is_ill(case: Case) -> None:
    client = signed_in(case.government, ADMINISTRATOR)
    url = reverse("people_absence", args=[case.away.pk])
    people = client.get(reverse("people")).content.decode()
    assert url in people
    assert reverse("people_absence", args=[case.government.people[COMMUNICATOR].pk]) not in people
    assert case.deputy.email in client.get(url).content.decode()
    today = timezone.localdate()
    wrong = client.post(url, {"starts_on": today, "ends_on": today - DAY, "deputy": ""})
    assert "maak alle drie de velden leeg" in wrong.content.decode()
    response = client.post(
        url, {"starts_on": today, "ends_on": today + DAY, "deputy": case.deputy.pk}
    )
    assert response.status_code == 302
    assert Absence.objects.get().arranged_by == case.government.people[ADMINISTRATOR]
    assert case.may_moderate()
    assert str(case.deputy) in client.get(reverse("people")).content.decode()


def test_there_is_no_such_screen_for_who_moderates_nothing(case: Case) -> None:
    client = signed_in(case.government, ADMINISTRATOR)
    for pk in (case.government.people[COMMUNICATOR].pk, 999_999):
        assert client.get(reverse("people_absence", args=[pk])).status_code == 404
