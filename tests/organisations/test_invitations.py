"""Inviting somebody, and what comes of the link: taken up once, or refused without a word why."""

import datetime
import html
import re

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.core.models import User
from organisations.models import Invitation, InvitationStatus, InvitedRole, Membership, Role
from organisations.roles.invitations import (
    ACCEPTED,
    INVITED,
    UnusableLinkError,
    accept,
    find,
    invite,
    pass_on_people,
    renew,
    withdraw,
)
from organisations.roles.memberships import end, end_all, grant
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db

ANNA = "anna@voorbeeld.example"
PASSWORD = "regen-op-het-binnenhof"
FORM = {"first_name": "Anna", "last_name": "de Vries", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def administrator(government: Government) -> User:
    return government.people[ADMINISTRATOR]


def committed(work, *args, **kwargs):
    """Do something and let its transaction be through, so that the mail goes out."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return work(*args, **kwargs)


def link(message: mail.EmailMessage | None = None) -> str:
    """The path of the link in the last mail."""
    text = str((message or mail.outbox[-1]).body)
    return re.search(r"https?://[^/]+(/cms/uitnodiging/\S+)", text)[1]


def token() -> str:
    return link().rstrip("/").rpartition("/")[2]


def invite_anna(government: Government, *more: tuple, by: User | None = None) -> Invitation:
    roles = [(government.logius, Role.COMMUNICATOR), *more]
    committed(invite, ANNA, roles, by=by or government.people[ADMINISTRATOR])
    return Invitation.objects.get(email=ANNA, accepted_at=None, withdrawn_at=None)


def is_refused(path: str) -> bool:
    """Neither looking nor posting does anything, and the answer does not say why."""
    before = User.objects.count(), Membership.objects.count()
    answers = [Client().get(path), Client().post(path, FORM)]
    assert before == (User.objects.count(), Membership.objects.count())
    mains = {re.search("<main.*</main>", answer.content.decode(), re.S)[0] for answer in answers}
    assert len(mains) == 1
    assert "Deze link werkt niet meer" in mains.pop()
    return all(answer.status_code == 410 for answer in answers)


def test_an_invited_person_sets_a_password_and_is_in_the_cms(government: Government) -> None:
    invitation = invite_anna(government, (government.other_ministry, Role.MODERATOR))
    assert invitation.status == InvitationStatus.OPEN
    client = Client()
    page = client.get(link())
    assert page.status_code == 200
    assert "communicatiemedewerker, Logius" in page.content.decode()
    response = client.post(link(), FORM)
    assert response.url == reverse("wagtailadmin_home")
    assert client.get(response.url).status_code == 200
    anna = User.objects.get(email=ANNA)
    assert anna.get_full_name() == "Anna de Vries"
    assert anna.check_password(PASSWORD)
    roles = set(Membership.objects.active().filter(person=anna).values_list("page__title", "role"))
    assert roles == {("Logius", "communicator"), ("Ministerie van OCW", "moderator")}
    assert government.logius.permissions_for_user(anna).can_edit()
    invitation.refresh_from_db()
    assert invitation.status == InvitationStatus.ACCEPTED
    assert invitation.person == anna
    actions = ModelLogEntry.objects.filter(object_id=str(invitation.pk))
    assert {INVITED, ACCEPTED} <= set(actions.values_list("action", flat=True))


def test_the_mail_is_dutch_in_text_and_html_and_says_that_a_machine_sent_it(
    government: Government,
) -> None:
    invite_anna(government)
    message = mail.outbox[-1]
    assert message.to == [ANNA]
    assert message.subject == "Uitnodiging voor Rijkslocaties"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    as_html, kind = message.alternatives[0]
    assert kind == "text/html"
    for body in (message.body, as_html):
        assert "communicatiemedewerker, Logius" in body
        assert link() in body
        assert "geldig tot en met" in body


def test_the_secret_of_a_link_is_not_in_the_database(government: Government) -> None:
    invitation = invite_anna(government)
    secret = token().partition(":")[0]
    assert len(secret) > 40
    assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_looking_does_not_use_the_link(government: Government) -> None:
    invite_anna(government)
    for _turn in range(2):
        assert Client().get(link()).status_code == 200
    assert Client().post(link(), FORM).status_code == 302


def test_a_link_works_once(government: Government) -> None:
    invite_anna(government)
    Client().post(link(), FORM)
    assert is_refused(link())


def test_an_expired_link_is_refused_and_can_be_renewed(
    government: Government, administrator: User, settings
) -> None:
    settings.INVITATION_DAYS = 14
    invitation = invite_anna(government)
    first = link()
    now = datetime.datetime.now(datetime.UTC)
    with time_machine.travel(now + datetime.timedelta(days=13, hours=23)):
        assert Client().get(first).status_code == 200
    with time_machine.travel(now + datetime.timedelta(days=14, minutes=1)):
        assert is_refused(first)
        assert invitation.status == InvitationStatus.EXPIRED
        committed(renew, invitation, by=administrator)
        assert link() != first
        assert is_refused(first)
        assert Client().post(link(), FORM).status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        lambda good: "A" + good[1:] if good[0] != "A" else "B" + good[1:],
        lambda good: good[:-1] + ("A" if good[-1] != "A" else "B"),
        lambda good: good.partition(":")[0],
        lambda good: good + "x",
        lambda good: "x",
        lambda good: "é:ü",
        lambda good: "%00:%00",
    ],
)
def test_a_tampered_link_is_refused(government: Government, change) -> None:
    invite_anna(government)
    path = link().replace(token(), change(token()))
    assert is_refused(path)
    assert Client().get(link()).status_code == 200


def test_a_withdrawn_link_is_refused(government: Government, administrator: User) -> None:
    invitation = invite_anna(government)
    withdraw(invitation, by=administrator)
    assert is_refused(link())
    with pytest.raises(ValidationError):
        renew(invitation, by=administrator)


def test_who_is_let_go_leaves_no_open_invitations(
    government: Government, administrator: User
) -> None:
    gone = UserFactory()
    grant(gone, government.home, Role.ADMINISTRATOR, by=administrator)
    invitation = invite_anna(government, by=gone)
    end_all(gone, by=administrator)
    assert is_refused(link())
    committed(renew, invitation, by=administrator)
    assert Client().post(link(), FORM).status_code == 302


def test_an_invitation_to_a_page_that_is_gone_is_refused(government: Government) -> None:
    invite_anna(government)
    government.logius.delete()
    assert is_refused(link())


def test_an_invitation_follows_an_organisation_that_moves(government: Government) -> None:
    invite_anna(government)
    government.logius.move(government.other_ministry, pos="last-child")
    Client().post(link(), FORM)
    assert Membership.objects.get(person__email=ANNA).page_id == government.logius.pk


def test_inviting_again_adds_the_roles_and_sends_a_new_link(
    government: Government, administrator: User
) -> None:
    first = invite_anna(government)
    old = link()
    committed(invite, ANNA.upper(), [(government.duo, Role.COMMUNICATOR)], by=administrator)
    assert Invitation.objects.get() == first
    assert is_refused(old)
    person, is_new = accept(token(), password=PASSWORD)
    assert is_new
    assert person.memberships.count() == 2


def test_who_has_an_account_gets_the_role_at_once(
    government: Government, administrator: User
) -> None:
    person = UserFactory(email=ANNA)
    committed(invite, ANNA.upper(), [(government.duo, Role.COMMUNICATOR)], by=administrator)
    assert person.memberships.get().page_id == government.duo.pk
    assert not Invitation.objects.exists()
    assert mail.outbox[-1].to == [ANNA]
    assert "communicatiemedewerker, DUO" in mail.outbox[-1].body
    assert "/cms/uitnodiging/" not in mail.outbox[-1].body
    committed(invite, ANNA, [(government.duo, Role.COMMUNICATOR)], by=administrator)
    assert len(mail.outbox) == 1


def test_a_link_is_no_way_into_an_account_made_since(government: Government) -> None:
    invite_anna(government)
    person = UserFactory(email=ANNA, first_name="Johanna")
    before = person.password
    client = Client()
    page = client.get(link()).content.decode()
    assert "Johanna" not in page
    assert 'type="password"' not in page
    response = client.post(link(), FORM)
    assert response.url == reverse("wagtailadmin_login")
    assert "_auth_user_id" not in client.session
    person.refresh_from_db()
    assert (person.password, person.first_name) == (before, "Johanna")
    assert person.memberships.get().page_id == government.logius.pk
    assert is_refused(link())


def test_an_account_that_was_put_off_stays_so(government: Government, administrator: User) -> None:
    invite_anna(government)
    person = UserFactory(email=ANNA, is_active=False)
    response = Client().post(link(), FORM)
    assert response.status_code == 410
    assert not person.memberships.exists()
    with pytest.raises(ValidationError, match="uitgezet"):
        invite(ANNA, [(government.duo, Role.COMMUNICATOR)], by=administrator)


@pytest.mark.parametrize(
    ("password", "again", "field", "code"),
    [
        ("kort", "kort", "password", "password_too_short"),
        ("een-lang-wachtwoord", "een-ander-wachtwoord", "again", "unequal"),
        ("qwertyuiop123", "qwertyuiop123", "password", "password_too_common"),
        (ANNA, ANNA, "password", "password_too_similar"),
        ("", "", "password", "required"),
    ],
)
def test_a_bad_password_is_refused_by_the_field_and_the_link_stays(
    government: Government, password: str, again: str, field: str, code: str
) -> None:
    invite_anna(government)
    response = Client().post(link(), {**FORM, "password": password, "again": again})
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert code in [error.code for error in errors.as_data()[field]]
    assert not any("This" in error or "password" in error for error in errors[field])
    assert errors[field][0] in html.unescape(response.content.decode())
    assert not User.objects.filter(email=ANNA).exists()
    assert Client().get(link()).status_code == 200


def test_the_screen_of_a_link_is_kept_by_nobody(government: Government) -> None:
    invite_anna(government)
    response = Client().get(link())
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_mail_that_fails_stops_nothing_and_is_shown(
    government: Government, administrator: User, settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    invitation = invite_anna(government)
    assert invitation.status == InvitationStatus.UNSENT
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    committed(renew, invitation, by=administrator)
    invitation.refresh_from_db()
    assert invitation.status == InvitationStatus.OPEN
    assert Client().get(link()).status_code == 200


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR])
def test_only_an_administrator_invites(government: Government, name: str) -> None:
    person = government.people[name]
    with pytest.raises(PermissionDenied):
        invite(ANNA, [(government.logius, Role.COMMUNICATOR)], by=person)
    with pytest.raises(PermissionDenied):
        invite(ANNA, [(government.logius, Role.COMMUNICATOR)], by=AnonymousUser())
    invitation = invite_anna(government)
    for work in (renew, withdraw):
        with pytest.raises(PermissionDenied):
            work(invitation, by=person)


def test_a_role_that_does_not_fit_invites_nobody(
    government: Government, administrator: User
) -> None:
    for roles in (
        [],
        [(government.logius, Role.COMMUNICATOR), (government.logius, Role.MODERATOR)],
        [(government.ministry, Role.ADMINISTRATOR)],
    ):
        with pytest.raises(ValidationError):
            invite(ANNA, roles, by=administrator)
    with pytest.raises(ValidationError):
        invite("geen adres", [(government.logius, Role.COMMUNICATOR)], by=administrator)
    assert not Invitation.objects.exists()


def test_who_was_invited_is_passed_on_too(government: Government, administrator: User) -> None:
    invite_anna(government)
    merged = OrganisationFactory(parent=government.ministry, title="Logius en RvIG")
    assert pass_on_people(government.logius, merged, by=administrator) == 3
    person, _is_new = accept(token(), password=PASSWORD)
    assert person.memberships.get().page_id == merged.pk
    assert not InvitedRole.objects.filter(page=government.logius.pk).exists()


def test_all_roles_of_a_person_end_together(government: Government, administrator: User) -> None:
    person = government.people[COMMUNICATOR]
    grant(person, government.duo, Role.COMMUNICATOR, by=administrator)
    assert end_all(person, by=administrator) == 2
    assert not User.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


def test_the_last_administrator_cannot_be_ended_with_all_roles(
    government: Government, administrator: User
) -> None:
    grant(administrator, government.duo, Role.COMMUNICATOR, by=administrator)
    with pytest.raises(ValidationError, match="laatste beheerder"):
        end_all(administrator, by=administrator)
    assert Membership.objects.active().filter(person=administrator).count() == 2


def test_a_lost_role_ends_nothing_of_what_was_found(government: Government) -> None:
    invite_anna(government)
    assert find(token()).email == ANNA
    membership = Membership.objects.active().get(person=government.people[ADMINISTRATOR])
    membership.ended_at = membership.since
    membership.save()
    with pytest.raises(UnusableLinkError):
        find(token())


def test_ending_one_role_keeps_the_other(government: Government, administrator: User) -> None:
    person = government.people[COMMUNICATOR]
    grant(person, government.duo, Role.COMMUNICATOR, by=administrator)
    end(person.memberships.get(page=government.duo.pk), by=administrator)
    assert government.logius.permissions_for_user(person).can_edit()
