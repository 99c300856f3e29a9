"""Mail about an account goes the same way and looks the same as all other mail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.core.models import OutgoingMail
from tests.factories import UserFactory
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db


def test_the_link_for_a_new_password_goes_through_the_outbox_in_the_house_style(
    mail_server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    anna = UserFactory(email="anna@voorbeeld.example")
    for address in (anna.email, "niemand@voorbeeld.example"):
        with django_capture_on_commit_callbacks(execute=True):
            Client().post(reverse("account_reset_password"), {"email": address})
    known, unknown = mail_server.mails
    assert (known.to, unknown.to) == ([anna.email], ["niemand@voorbeeld.example"])
    assert "/cms/" in known.link()
    for mail in (known, unknown):
        assert mail.message["Auto-Submitted"] == "auto-generated"
        for words in (mail.text, mail.html):
            assert "automatisch verstuurd door Rijkslocaties" in " ".join(words.split())
    assert set(OutgoingMail.objects.values_list("kind", flat=True)) == {"account"}
    assert not any(bytes(mail.sealed) for mail in OutgoingMail.objects.all())
