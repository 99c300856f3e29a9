"""An address that refuses our mail for good is left alone, until it confirms again."""

from typing import Any

import pytest
from django.core.management import call_command

from cms.core.models import OutgoingMail
from exchange import following, tokens
from exchange.models import Delivery
from exchange.views.manage import manage
from organisations.models import OrganisationPage
from tests.exchange.follow import ANNA, BEN, confirmed, published
from tests.factories import OrganisationFactory
from tests.search.helpers import index_everything
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db
GONE = "550 5.1.1 No such user here"


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(slug="logius", title="Logius")
    index_everything()
    return organisation


def run() -> None:
    call_command("send_digests")
    call_command("send_mail")


def test_a_hard_bounce_pauses_an_address_and_confirming_takes_it_up_again(
    mail_server: MailServer, logius: OrganisationPage, rf: Any
) -> None:
    mail_server.refuse[ANNA] = GONE
    hers, _his = confirmed(ANNA, organisatie="logius"), confirmed(BEN, organisatie="logius")
    published(logius, "Eerste")
    run()
    published(logius, "Tweede")
    run()
    run()
    assert [mail.to for mail in mail_server.mails] == [[BEN], [BEN]]
    tries = mail_server.connections
    published(logius, "Derde")
    run()
    assert OutgoingMail.objects.filter(recipient=ANNA).count() == 1
    assert not Delivery.objects.filter(following=hers).exists()
    assert mail_server.connections == tries + 1
    token = tokens.manage_url(hers.follower).split("/")[-2]
    text = manage(rf.get("/"), token).content.decode()
    assert "Uw mailserver weigert onze mail." in text

    del mail_server.refuse[ANNA]
    following.confirm(hers)
    published(logius, "Vierde")
    run()
    assert [mail.subject for mail in mail_server.mails if mail.to == [ANNA]] == ["Vierde (Logius)"]


def test_a_server_that_is_away_for_a_day_pauses_nobody(
    mail_server: MailServer, logius: OrganisationPage
) -> None:
    hers = confirmed(ANNA, organisatie="logius")
    mail_server.stop()
    published(logius, "Nieuws")
    run()
    run()
    hers.follower.refresh_from_db()
    assert hers.follower.bounced_at is None
    mail_server.start()
    OutgoingMail.objects.update(due_at="2020-01-01T00:00Z")
    run()
    assert [mail.to for mail in mail_server.mails] == [[ANNA]]
