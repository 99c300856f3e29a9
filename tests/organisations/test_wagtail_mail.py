"""The mails that Wagtail writes by itself look like all others, and arrive."""

from typing import Any

import pytest

from tests.organisations.desk import decide, signed_in, submit
from tests.organisations.people import COMMUNICATOR, MODERATOR, Government
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_the_writer_hears_what_was_decided_in_the_house_style(
    government: Government,
    mail_server: MailServer,
    decision: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    post = submit(government, "Minder papier & meer")
    mail_server.mails.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(signed_in(government, MODERATOR), post, decision, "Graag een bron.")
    [mail] = mail_server.to(government.people[COMMUNICATOR].email)
    assert mail.message["Auto-Submitted"] == "auto-generated"
    for words in (mail.text, mail.html):
        assert "automatisch verstuurd door Rijkslocaties" in " ".join(words.split())
        assert "Minder papier" in words
        assert "&amp;amp;" not in words
    assert "<img" not in mail.html
    assert '<html lang="nl">' in mail.html
