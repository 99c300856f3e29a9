"""What can be followed besides a search: the comments under one post, and the week.

Each says itself in words and in a stored form, as `search.filters.Filter` does.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.core.languages import sentence
from exchange.models import QuestionSort
from organisations.models import BlogPostPage
from search.filters import Filter
from search.models import Entry, EntryType
from search.stored import asked_of, keys_of

VERSION = 1
WEEK_KEY = "week"


@dataclass(frozen=True)
class Thread:
    """The comments under a post."""

    page_id: int
    title: str
    language: str = settings.LANGUAGE_CODE

    def to_stored(self) -> dict[str, Any]:
        """The post by its number, which outlives its title and its place."""
        return {"version": VERSION, "thread": self.page_id}

    def describe(self) -> str:
        """As it stands in a mail."""
        return _("reacties op “%s”") % self.title

    def describe_marked(self) -> str:
        """As it stands on a page, where a title says its language."""
        return sentence(_("reacties op “%s”"), self.title, self.language)


@dataclass(frozen=True)
class Week:
    """The weekly choice from everything (exchange/week.py)."""

    def to_stored(self) -> dict[str, Any]:
        """There is only one."""
        return {"version": VERSION, "week": True}

    def describe(self) -> str:
        """As it stands in a mail."""
        return _("de week bij de rijksoverheid")

    def describe_marked(self) -> str:
        """As it stands on a page."""
        return self.describe()


Subject = Filter | Thread | Week


def sort_of(subject: Subject) -> QuestionSort:
    """Which sort of question this is."""
    match subject:
        case Thread():
            return QuestionSort.THREAD
        case Week():
            return QuestionSort.WEEK
    return QuestionSort.FILTER


def subject_keys(subject: Subject) -> list[str]:
    """Under which keys it is found; those of threads and the week are no values of a page."""
    match subject:
        case Thread(page_id=page_id):
            return [thread_key(page_id)]
        case Week():
            return [WEEK_KEY]
    return keys_of(asked_of(subject.to_stored()))


def thread_key(page_id: int) -> str:
    """The key of those who follow the comments under a post."""
    return f"reacties:{page_id}"


def post_key(page_id: int) -> str:
    """The key of those who follow one post (`bericht=…` in the filter)."""
    return f"bericht:{page_id}"


def visible_post(pk: Any) -> BlogPostPage | None:
    """A post that readers may see now."""
    entries = Entry.objects.visible().of_type(EntryType.POST).filter(pk=pk)
    return BlogPostPage.objects.filter(pk__in=entries.values("pk")).defer_streamfields().first()
