"""Inviting many people from a file: reasons by line, and the good lines go on."""

import html

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse

from organisations.models import Invitation, InvitedRole
from organisations.roles.invitation_csv import MAXIMUM_BYTES, MAXIMUM_LINES
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import ADMINISTRATOR, Government

pytestmark = pytest.mark.django_db

ANNA, BRAM = "anna@voorbeeld.example", "bram@voorbeeld.example"


@pytest.fixture
def administrator(government: Government) -> Client:
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    return client


def upload(client: Client, content: str | bytes):
    """Have a file checked."""
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("people_csv"), {"file": SimpleUploadedFile("mensen.csv", data)})


def confirm(client: Client, checked):
    """Press the button below the good lines."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(reverse("people_csv"), {"checked": checked.context["text"]}, follow=True)


def problems(response) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in response.context["found"].problems]


def invited() -> set[tuple[str, str, str]]:
    return set(InvitedRole.objects.values_list("invitation__email", "page__title", "role"))


def test_a_good_file_invites_everybody_after_a_look(
    government: Government, administrator: Client
) -> None:
    checked = upload(
        administrator,
        "e-mail;rol;plaats\n"
        f"{ANNA};communicatiemedewerker;bzk/logius\n"
        f"{ANNA.upper()};communicatiemedewerker;duo\n"
        f"{BRAM};Moderator;https://rijkslocaties.example/ocw/\n"
        f"{BRAM};centrale moderator;\n",
    )
    assert problems(checked) == []
    assert "Nodig 2 mensen uit" in checked.content.decode()
    assert not Invitation.objects.exists()
    response = confirm(administrator, checked)
    assert "2 mensen uitgenodigd." in response.content.decode()
    assert invited() == {
        (ANNA, "Logius", "communicator"),
        (ANNA, "DUO", "communicator"),
        (BRAM, "Ministerie van OCW", "moderator"),
        (BRAM, government.home.title, "moderator"),
    }
    assert sorted(message.to for message in mail.outbox) == [[ANNA], [BRAM]]


def test_each_bad_line_has_its_reason_and_the_good_ones_go_on(
    government: Government, administrator: Client
) -> None:
    OrganisationFactory(parent=government.ministry, title="Inspectie", slug="inspectie")
    OrganisationFactory(parent=government.other_ministry, title="Inspectie", slug="inspectie")
    UserFactory(email="uit@voorbeeld.example", is_active=False)
    checked = upload(
        administrator,
        "e-mail;rol;plaats\n"
        f"{ANNA};communicatiemedewerker;Logius\n"
        "geen-adres;communicatiemedewerker;Logius\n"
        "\n"
        f"{BRAM};baas;Logius\n"
        f"{BRAM};communicatiemedewerker;Nergens\n"
        f"{BRAM};communicatiemedewerker;Inspectie\n"
        f"{BRAM};communicatiemedewerker;bzk\n"
        f"{BRAM};moderator;bzk/logius\n"
        f"{BRAM};moderator;\n"
        f"{BRAM};beheerder;bzk\n"
        f"{BRAM}\n"
        "uit@voorbeeld.example;communicatiemedewerker;Logius\n",
    )
    found = problems(checked)
    assert [line for line, _reason in found] == [3, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    expected = [
        "geldig e-mailadres",
        "De rol “baas” bestaat niet.",
        "“Nergens” is niet gevonden.",
        "Gebruik het adres",
        "hoort bij een organisatie",
        "hoort bij een ministerie",
        "Kies bij deze rol een plaats.",
        "Laat de plaats leeg.",
        "De rol “” bestaat niet.",
        "uitgezet",
    ]
    for (_line, reason), words in zip(found, expected, strict=True):
        assert words in reason
        assert reason in html.unescape(checked.content.decode())
    confirm(administrator, checked)
    assert invited() == {(ANNA, "Logius", "communicator")}


def test_a_file_from_excel_is_read(government: Government, administrator: Client) -> None:
    OrganisationFactory(parent=government.ministry, title="Coöperatie Één", slug="een")
    lines = f"E-mailadres;Rol;Organisatie\r\n{ANNA};communicatiemedewerker;Coöperatie Één\r\n"
    for data in (lines.encode("cp1252"), lines.encode("utf-8-sig")):
        checked = upload(administrator, data)
        assert problems(checked) == []
        assert checked.context["found"].good_lines == 1
    quoted = f'rol,plaats,e-mail\ncommunicatiemedewerker,"Logius",{ANNA}\n'
    assert problems(upload(administrator, quoted)) == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("naam;rol\nAnna;baas\n", "In de eerste regel ontbreekt: e-mail, plaats."),
        (b"\x00\x01\x02\xff\xfe", "Dit is geen CSV-bestand."),
        (b"x" * (MAXIMUM_BYTES + 1), "te groot"),
        ("e-mail;rol;plaats\n" + "a;b;c\n" * (MAXIMUM_LINES + 1), "meer dan 1000 regels"),
        ("e-mail;rol;plaats\n" + "a" * 200_000 + ";b;c\n", "Dit is geen CSV-bestand."),
        (b"", "leeg"),
        ("\n", "ontbreekt"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_the_field(
    administrator: Client, content: str | bytes, complaint: str
) -> None:
    response = upload(administrator, content)
    assert response.status_code == 200
    assert any(complaint in error for error in response.context["form"].errors["file"])


def test_a_checked_file_that_was_changed_by_hand_is_checked_again(
    government: Government, administrator: Client
) -> None:
    for checked in ("", "x", "e-mail;rol;plaats\n\0;\0;\0\n", f"e-mail;rol;plaats\n{ANNA};x;y\n"):
        response = administrator.post(reverse("people_csv"), {"checked": checked}, follow=True)
        assert response.status_code == 200
    assert not Invitation.objects.exists()


def test_a_file_with_good_lines_only_for_people_with_accounts_gives_them_roles(
    government: Government, administrator: Client
) -> None:
    person = UserFactory(email=ANNA)
    checked = upload(
        administrator, f"e-mail;rol;plaats\n{ANNA};communicatiemedewerker;bzk/logius\n"
    )
    confirm(administrator, checked)
    assert person.memberships.get().page_id == government.logius.pk
    assert mail.outbox[-1].to == [ANNA]
