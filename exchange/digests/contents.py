"""What a batch of mails is made of, looked at once for all of them, and put in lines for one."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from exchange.digests.lines import Line, Remark, lines_of, remarks_of
from exchange.models import Delivery, Question, WeekEdition
from exchange.questions import words_of
from exchange.week import reason_of


@dataclass
class Contents:
    """Things by their ids; None for what readers may not see now."""

    pages: dict[int, Line | None] = field(default_factory=dict)
    remarks: dict[int, Remark | None] = field(default_factory=dict)
    editions: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Page ids with why they were chosen, by edition."""
    words: dict[int, str] = field(default_factory=dict)
    """What is followed in the language of the mails, by question; filled as it is asked for."""

    def knows(self, delivery: Delivery) -> bool:
        """Whether it was there when everything was looked at; a notice needs no looking at."""
        return (
            delivery.notice_id is not None
            or delivery.page_id in self.pages
            or delivery.comment_id in self.remarks
            or delivery.edition_id in self.editions
        )

    def _words_of(self, question: Question) -> str:
        if question.pk not in self.words:
            self.words[question.pk] = words_of(question)
        return self.words[question.pk]

    def lines(self, deliveries: list[Delivery]) -> list[Line]:
        """The lines of one mail in the order of the deliveries, each page once and with why."""
        found: dict[int, list[tuple[Delivery, str, Remark | None]]] = defaultdict(list)
        for delivery in deliveries:
            words = self._words_of(delivery.following.question)
            if delivery.page_id:
                found[delivery.page_id].append((delivery, words, None))
            elif delivery.edition_id:
                for page_id, reason in self.editions[delivery.edition_id]:
                    found[page_id].append((delivery, f"{words} ({reason})", None))
            elif remark := self.remarks.get(delivery.comment_id or 0):
                found[remark.page_id].append((delivery, words, remark))
        lines = ((self.pages.get(page_id), told) for page_id, told in found.items())
        return [together(line, told) for line, told in lines if line]


def contents_of(deliveries: QuerySet[Delivery]) -> Contents:
    """Everything that these deliveries are about: a fixed number of queries."""

    def ids(name: str) -> list[int]:
        rows = deliveries.filter(**{f"{name}__isnull": False}).order_by()
        return list(rows.values_list(name, flat=True).distinct())

    remarks = remarks_of(ids("comment"))
    editions = {
        edition.pk: [(page_id, reason_of(section)) for page_id, section in edition.chosen]
        for edition in WeekEdition.objects.filter(pk__in=ids("edition"))
    }
    pages = {remark.page_id for remark in remarks.values() if remark}
    pages |= {page_id for chosen in editions.values() for page_id, _reason in chosen}
    return Contents(lines_of([*ids("page"), *pages]), remarks, editions)


def together(line: Line, told: list[tuple[Delivery, str, Remark | None]]) -> Line:
    """The line of a page with everything that is to be told of it."""
    remarks = {remark.pk: remark for _delivery, _words, remark in told if remark}
    about_page = [delivery for delivery, _words, remark in told if remark is None]
    return replace(
        line,
        is_first=not about_page or any(delivery.is_first for delivery in about_page),
        remarks=[remarks[pk] for pk in sorted(remarks)],
        is_talk=not about_page,
        reasons=list(dict.fromkeys(words for _delivery, words, _remark in told)),
    )
