"""The screens with which an administrator brings people on board and lets them go."""

import html

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from openpyxl import load_workbook

from cms.core.models import User
from organisations.models import Invitation, InvitedRole, Membership, Role
from organisations.roles.invitations import invite
from organisations.roles.memberships import grant
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

ANNA = "anna@voorbeeld.example"
LISTS = ["people", "people_invitations", "people_missing"]
FORMS = ["people_invite", "people_csv", "people_pass_on"]


@pytest.fixture
def administrator(government: Government) -> Client:
    return signed_in(government.people[ADMINISTRATOR])


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def invitation_form(*roles: tuple[str, object], email: str = ANNA) -> dict[str, object]:
    data: dict[str, object] = {
        "email": email,
        "form-TOTAL_FORMS": "3",
        "form-INITIAL_FORMS": "0",
    }
    for number, (kind, page) in enumerate(roles):
        data[f"form-{number}-kind"] = kind
        data[f"form-{number}-page"] = getattr(page, "pk", "")
    return data


def send(client: Client, name: str, data: dict[str, object], *args: object):
    """Post, and let the transaction be through."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(reverse(name, args=args), data, follow=True)


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR, CENTRAL, NOBODY])
def test_the_screens_are_for_administrators(government: Government, name: str) -> None:
    invite(ANNA, [(government.logius, Role.COMMUNICATOR)], by=government.people[ADMINISTRATOR])
    invitation = Invitation.objects.get()
    client = signed_in(government.people[name])
    for screen in [*LISTS, *FORMS]:
        response = client.get(reverse(screen))
        assert response.status_code == 302
        response = client.post(reverse(screen), invitation_form(("administrator", None)))
        assert response.status_code in (302, 405)
    membership = Membership.objects.get(person=government.people[COLLEAGUE])
    for screen, pk in (
        ("people_end_role", membership.pk),
        ("people_end_access", membership.person_id),
        ("people_renew_invitation", invitation.pk),
        ("people_withdraw_invitation", invitation.pk),
    ):
        assert client.post(reverse(screen, args=[pk])).status_code == 302
    membership.refresh_from_db()
    invitation.refresh_from_db()
    assert membership.is_active
    assert invitation.is_pending
    assert InvitedRole.objects.count() == 1
    assert 'href="/cms/mensen/"' not in client.get("/cms/").content.decode()


def test_an_administrator_finds_the_screens_in_the_menu(administrator: Client) -> None:
    assert "/cms/mensen/" in administrator.get("/cms/").content.decode()


@pytest.mark.parametrize("screen", [*LISTS, *FORMS])
def test_each_screen_opens(government: Government, administrator: Client, screen: str) -> None:
    response = administrator.get(reverse(screen))
    assert response.status_code == 200
    assert text_of(response).count("<h1") == 1


def test_the_list_says_who_is_on_board_and_where(
    government: Government, administrator: Client
) -> None:
    page = text_of(administrator.get(reverse("people")))
    assert "communicatiemedewerker, Logius" in page
    assert government.people[MODERATOR].email in page
    assert government.people[NOBODY].email not in page


def test_the_list_can_be_searched_and_narrowed(
    government: Government, administrator: Client
) -> None:
    everybody = government.people
    grant(everybody[NOBODY], government.duo, Role.COMMUNICATOR, by=None)

    def found(**query: object) -> set[str]:
        page = text_of(administrator.get(reverse("people"), query))
        return {name for name, person in everybody.items() if person.email in page}

    administrator_too = {ADMINISTRATOR}  # the menu of the CMS may name who is signed in
    assert found(q=everybody[CENTRAL].email) - administrator_too == {CENTRAL}
    assert found(role="moderator") - administrator_too == {MODERATOR, CENTRAL}
    assert found(ministry=government.other_ministry.pk) - administrator_too == {NOBODY}


def test_the_number_of_queries_does_not_grow_with_the_people(
    government: Government, administrator: Client, django_assert_max_num_queries
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(60) as counted:
            administrator.get(reverse("people"))
            administrator.get(reverse("people_invitations"))
            administrator.get(reverse("people_missing"))
        return len(counted)

    invite(ANNA, [(government.duo, Role.COMMUNICATOR)], by=government.people[ADMINISTRATOR])
    queries()
    before = queries()
    for number in range(5):
        organisation = OrganisationFactory(parent=government.ministry)
        grant(UserFactory(), government.logius, Role.COMMUNICATOR, by=None)
        invite(
            f"persoon{number}@elders.example",
            [(organisation, Role.COMMUNICATOR)],
            by=government.people[ADMINISTRATOR],
        )
    assert queries() == before


def test_the_list_can_be_downloaded(government: Government, administrator: Client) -> None:
    response = administrator.get(reverse("people"), {"export": "csv"})
    lines = b"".join(response.streaming_content).decode()
    assert "communicatiemedewerker, Logius" in lines
    for screen in LISTS:
        response = administrator.get(reverse(screen), {"export": "xlsx"})
        content = response.getvalue()
        path = SimpleUploadedFile("mensen.xlsx", content)
        assert load_workbook(path).active.max_row >= 1


def test_organisations_with_nobody_are_named_with_a_way_to_invite(
    government: Government, administrator: Client
) -> None:
    gone = OrganisationFactory(parent=government.ministry, title="Opgeheven dienst")
    gone.ended_on = "2020-01-01"
    gone.save()
    page = text_of(administrator.get(reverse("people_missing")))
    assert "ocw/duo" in page
    assert "bzk/logius" not in page
    assert "Opgeheven dienst" not in page
    assert "Ministerie van OCW" in page
    assert "Ministerie van BZK" not in page
    way = f"?rol=communicator&plaats={government.duo.pk}"
    assert way in page
    form = administrator.get(reverse("people_invite") + way).context["roles"].forms[0]
    assert str(form["kind"].value()) == "communicator"
    assert "DUO" in str(form["page"])


@pytest.mark.parametrize("place", ["x", "999999", "9" * 40, "-1", "²"])
def test_a_broken_place_in_the_address_is_ignored(administrator: Client, place: str) -> None:
    response = administrator.get(reverse("people_invite"), {"rol": "x", "plaats": place})
    assert response.status_code == 200


def test_inviting_for_several_roles_at_once(government: Government, administrator: Client) -> None:
    response = send(
        administrator,
        "people_invite",
        invitation_form(
            ("communicator", government.duo), ("moderator", government.ministry), ("central", None)
        ),
    )
    assert f"De mail aan {ANNA} gaat weg." in text_of(response)
    roles = InvitedRole.objects.filter(invitation__email=ANNA)
    assert set(roles.values_list("page_id", "role")) == {
        (government.duo.pk, "communicator"),
        (government.ministry.pk, "moderator"),
        (government.home.pk, "moderator"),
    }
    assert mail.outbox[-1].to == [ANNA]


def test_the_answer_does_not_tell_whether_there_was_an_account(
    government: Government, administrator: Client
) -> None:
    known = UserFactory(email="bekend@voorbeeld.example", first_name="Johanna")
    answers = []
    for email in (ANNA, known.email):
        data = invitation_form(("communicator", government.duo), email=email)
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = administrator.post(reverse("people_invite"), data)
        told = [str(message) for message in response.wsgi_request._messages]
        administrator.get(response.url)
        answers.append((response.url, [message.replace(email, "…") for message in told]))
    assert answers[0] == answers[1]
    assert known.memberships.count() == 1


@pytest.mark.parametrize(
    ("roles", "complaint"),
    [
        ([], "Kies ten minste één rol."),
        ([("communicator", "ministry")], "hoort bij een organisatie"),
        ([("moderator", "logius")], "hoort bij een ministerie"),
        ([("moderator", None)], "Kies bij deze rol een plaats."),
        ([("central", "logius")], "Laat de plaats leeg."),
        ([("", "logius")], "Kies een rol bij deze plaats."),
        ([("communicator", "home")], "geldige keuze"),
        ([("boss", "logius")], "geldige keuze"),
    ],
)
def test_a_form_that_does_not_fit_invites_nobody(
    government: Government, administrator: Client, roles: list, complaint: str
) -> None:
    chosen = [(kind, getattr(government, place) if place else None) for kind, place in roles]
    response = send(administrator, "people_invite", invitation_form(*chosen))
    assert response.status_code == 200
    assert complaint in text_of(response)
    assert not Invitation.objects.exists()


def test_a_form_without_its_bookkeeping_is_refused(administrator: Client) -> None:
    response = administrator.post(reverse("people_invite"), {"email": ANNA})
    assert response.status_code == 200
    assert not Invitation.objects.exists()


def test_an_access_ends_with_one_click(government: Government, administrator: Client) -> None:
    person = government.people[COMMUNICATOR]
    client = signed_in(person)
    assert client.get("/cms/").status_code == 200
    page = text_of(administrator.get(reverse("people")))
    assert reverse("people_end_access", args=[person.pk]) in page
    send(administrator, "people_end_access", {}, person.pk)
    assert client.get("/cms/").status_code == 302


def test_the_buttons_of_the_lists_carry_their_token(
    government: Government, administrator: Client
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(government.people[ADMINISTRATOR])
    page = text_of(client.get(reverse("people")))
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    membership = Membership.objects.get(person=government.people[COMMUNICATOR])
    address = reverse("people_end_role", args=[membership.pk])
    assert client.post(address).status_code == 403
    client.post(address, {"csrfmiddlewaretoken": token})
    membership.refresh_from_db()
    assert not membership.is_active


def test_the_last_administrator_is_kept(government: Government, administrator: Client) -> None:
    me = government.people[ADMINISTRATOR]
    response = send(administrator, "people_end_access", {}, me.pk)
    assert "Dit is de laatste beheerder." in text_of(response)
    assert Membership.objects.active().filter(person=me).exists()


def test_looking_at_an_address_ends_nothing(government: Government, administrator: Client) -> None:
    membership = Membership.objects.get(person=government.people[COMMUNICATOR])
    assert administrator.get(reverse("people_end_role", args=[membership.pk])).status_code == 405
    assert administrator.post(reverse("people_end_role", args=[999999])).status_code == 404


def test_an_invitation_is_renewed_and_withdrawn(
    government: Government, administrator: Client
) -> None:
    send(administrator, "people_invite", invitation_form(("communicator", government.duo)))
    invitation = Invitation.objects.get()
    assert "wacht op antwoord" in text_of(administrator.get(reverse("people_invitations")))
    send(administrator, "people_renew_invitation", {}, invitation.pk)
    assert len(mail.outbox) == 2
    assert mail.outbox[0].body != mail.outbox[1].body
    response = send(administrator, "people_withdraw_invitation", {}, invitation.pk)
    assert "ingetrokken" in text_of(response)
    response = send(administrator, "people_renew_invitation", {}, invitation.pk)
    assert "al aangenomen of ingetrokken" in text_of(response)
    assert len(mail.outbox) == 2


def test_people_are_passed_on_when_bodies_merge(
    government: Government, administrator: Client
) -> None:
    merged = OrganisationFactory(parent=government.ministry, title="Logius en RvIG")
    places = {"from_page": government.logius.pk, "to_page": merged.pk}
    response = send(administrator, "people_pass_on", places)
    assert "2 rollen overgedragen." in text_of(response)
    assert Membership.objects.active().filter(page=merged).count() == 2
    assert not Membership.objects.active().filter(page=government.logius).exists()


@pytest.mark.parametrize("place", ["logius", "ministry"])
def test_people_are_not_passed_on_to_where_their_role_does_not_fit(
    government: Government, administrator: Client, place: str
) -> None:
    places = {"from_page": government.logius.pk, "to_page": getattr(government, place).pk}
    response = send(administrator, "people_pass_on", places)
    assert response.status_code == 200
    assert response.context["form"].errors["to_page"]
    assert Membership.objects.active().filter(page=government.logius).count() == 2
