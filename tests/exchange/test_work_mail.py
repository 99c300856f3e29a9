"""Every mail can be switched off, or it is said why not."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
DECISION = ROOT / "docs" / "decisions" / "0019-notifications-by-kind.md"
SWITCHED_OFF = 'extends "exchange/mail/notification.txt"'


def mails() -> dict[str, str]:
    """The words of every mail that the site sends, by the name of its template."""
    found = {}
    for subject in TEMPLATES.rglob("mail/*_subject.txt"):
        words = subject.with_name(subject.name.replace("_subject", ""))
        name = words.relative_to(TEMPLATES).with_suffix("").as_posix()
        found[name] = words.read_text(encoding="utf-8")
    return found


def test_a_mail_has_a_switch_or_stands_in_the_table_of_work_mail() -> None:
    table = DECISION.read_text(encoding="utf-8").partition("| mail without a switch |")[2]
    work = set(re.findall(r"`([\w/]+/mail/\w+)`", table))
    with_switch = {name for name, words in mails().items() if SWITCHED_OFF in words}
    assert {"exchange/mail/match", "exchange/mail/adopted"} <= with_switch
    assert "exchange/comments/mail/look" in with_switch
    assert work == set(mails()) - with_switch
