"""`send_digests` is killed in the middle of its work: no mail is lost, and none comes twice."""

import signal
import time
from pathlib import Path

import pytest

from tests.exchange.follow import confirmed, published
from tests.factories import OrganisationFactory
from tests.other_process import OtherProcess
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NUMBER = 300
KILLS = 3


def test_killing_the_command_again_and_again_loses_nothing_and_repeats_nothing(
    tmp_path: Path,
) -> None:
    organisation = OrganisationFactory(slug="logius", title="Logius")
    index_everything()
    for number in range(NUMBER):
        confirmed(f"volger{number}@voorbeeld.example", organisatie="logius")
    published(organisation)
    other = OtherProcess(tmp_path)

    def written() -> int:
        return int(str(other.query("SELECT count(*) FROM core_outgoingmail")[0][0]))

    stopped_at = []
    for _kill in range(KILLS):
        before = written()
        running = other.start("send_digests")
        while written() < before + 10 and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
        stopped_at.append(written())
        waiting = other.query("SELECT count(*) FROM exchange_delivery")[0][0]
        assert stopped_at[-1] + int(str(waiting)) == NUMBER, "either a mail, or still in the queue"
    assert 0 < stopped_at[0] < stopped_at[-1] < NUMBER, "it was killed while it worked"
    assert other.start("send_digests").wait(timeout=120) == 0
    addresses = [row[0] for row in other.query("SELECT recipient FROM core_outgoingmail")]
    assert len(addresses) == len(set(addresses)) == NUMBER
    assert other.query("SELECT count(*) FROM exchange_delivery")[0][0] == 0
