"""Search entries: one narrow row for each published item.

The filter asks these rows only, so what has no entry does not exist for any list, map, feed,
data set or mail. They are an index: `manage.py check_index` compares and repairs them.
"""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from organisations.models import Precision, Topic

MIN_SYNONYMS = 2

PROJECT_KIND = "traject"
"""The kind of the entry of a change project, beside the kinds of post; the word in the address."""

UNDATED = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
"""The date of what has none (ministries, organisations): behind everything in "newest first".

A real value instead of NULL, because databases disagree about where NULL sorts and an index
that settles it does not exist on SQLite.
"""


def several_words(text: str) -> None:
    """Raises ValidationError unless there are at least two lines with something on them."""
    if sum(bool(line.strip()) for line in text.splitlines()) < MIN_SYNONYMS:
        raise ValidationError(_("Schrijf ten minste twee woorden, elk op een eigen regel."))


class EntryType(models.TextChoices):
    """What an entry stands for."""

    MINISTRY = "ministry"
    ORGANISATION = "organisation"
    POST = "post"
    PROJECT = "project"


def language_below(path: str = "") -> Coalesce:
    """The language that a page is written in, for a query over pages or over what points at them."""
    return Coalesce(
        f"{path}blogpostpage__language", f"{path}changeprojectpage__language", Value("nl")
    )


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named questions about entries."""

    def visible(self) -> Self:
        """Entries that a reader may see now: an end date may have passed since they were written."""
        return self.exclude(pk__in=self.model._default_manager.expired().values("pk"))

    def expired(self) -> Self:
        """The few entries whose time has passed and that were not taken away yet.

        Asked as a set of its own, so that counting all others needs nothing but an index.
        """
        return self.filter(expires_at__lte=timezone.now())

    def with_language(self) -> Self:
        """Entries that know in which `language` their page is written."""
        return self.annotate(language=language_below("page__"))

    def of_type(self, *types: str) -> Self:
        """Entries of these types only."""
        return self.filter(entry_type__in=types)


class Entry(models.Model):
    """A published page, as the filter sees it.

    `ministry_id`, `organisation_id`, `parent_organisation_id` and `project_id` are page ids. The
    organisation is the nearest one (for an organisation: itself); the parent organisation is set
    for units and what is below them only. The project is that in which a post stands (for a change
    project: itself). `phase` is that of an initiative or of a change project. `name_key` and
    `short_key` are title and short name in the form of `search.text.fold`, for exact matches and
    sorting by name.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    entry_type = models.CharField(max_length=12, choices=EntryType)
    kind = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=12, blank=True)
    phase = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=255)
    name_key = models.CharField(max_length=255, blank=True, default="")
    short_name = models.CharField(max_length=50, blank=True)
    short_key = models.CharField(max_length=50, blank=True)
    ministry_id = models.IntegerField(null=True)
    organisation_id = models.IntegerField(null=True)
    parent_organisation_id = models.IntegerField(null=True, db_index=True)
    project_id = models.IntegerField(null=True, db_index=True)
    date = models.DateTimeField(default=UNDATED)
    ended_on = models.DateField(null=True)
    visited = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, db_index=True)
    topics = models.ManyToManyField(Topic, through="EntryTopic", related_name="+")

    # Of the page; set by `with_language`.
    language: str

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["-date", "-page"], name="entry_newest"),
            models.Index(fields=["entry_type", "-date"], name="entry_type_newest"),
            models.Index(fields=["entry_type", "name_key"], name="entry_type_name"),
            models.Index(fields=["kind", "state", "-date"], name="entry_kind_newest"),
            # For the numbers beside the choices, which then need no table:
            models.Index(fields=["entry_type", "kind", "state", "phase"], name="entry_kinds"),
            models.Index(fields=["organisation_id", "parent_organisation_id"], name="entry_units"),
            models.Index(fields=["ministry_id", "entry_type", "-date"], name="entry_ministry"),
            models.Index(fields=["organisation_id", "-date"], name="entry_organisation"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_ended(self) -> bool:
        """Whether this body has ceased to exist; an end date in the future does not count yet."""
        return self.ended_on is not None and self.ended_on <= timezone.localdate()


class EntryTopicQuerySet(models.QuerySet["EntryTopic"]):
    """Named questions about the topics of entries."""

    def visible(self) -> Self:
        """The topics of entries that a reader may see now."""
        return self.exclude(entry__in=Entry.objects.expired().values("pk"))


class EntryTopic(models.Model):
    """A topic of an entry. Its main theme has a row too, so that a theme finds its sub-topics."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="entry_topics", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = EntryTopicQuerySet.as_manager()

    class Meta:
        # Both ways round: by topic, and to count the topics of entries without the table.
        indexes = [models.Index(fields=["entry", "topic"], name="entry_topic_of")]
        constraints = [models.UniqueConstraint(fields=["topic", "entry"], name="entry_topic_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.topic_id}"


class EntryPlace(models.Model):
    """A place of an entry: the locations of an organisation or project, or the one of a post.

    `x` and `y` are Web Mercator coordinates between 0 and 1 (west to east, north to south),
    so that a map cell at zoom z is the integer part of x * 2**z.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="places")
    location_id = models.IntegerField(db_index=True)
    building_key = models.CharField(max_length=160, blank=True, db_index=True)
    city = models.CharField(max_length=80, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=40, blank=True)
    precision = models.CharField(max_length=12, choices=Precision, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="entry_place_point"),
            models.Index(fields=["x", "y"], name="entry_place_xy"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.city}"


class SynonymGroup(models.Model):
    """Words that mean the same: who searches for one finds the others too."""

    words = models.TextField(
        _("woorden"),
        validators=[several_words],
        help_text=_(
            "Eén woord of naam per regel, ten minste twee. Wie op het ene zoekt, "
            "vindt ook het andere. Bijvoorbeeld: thuiswerken en hybride werken."
        ),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("groep synoniemen")
        verbose_name_plural = _("synoniemen")
        ordering = ["words"]

    def __str__(self) -> str:
        return " = ".join(filter(None, map(str.strip, self.words.splitlines())))


class Pin(models.Model):
    """A page that stands first when a reader searches for some words."""

    words = models.TextField(
        _("gezocht op"),
        help_text=_("Eén zoekvraag per regel, zoals een lezer die typt. Hoofdletters tellen niet."),
    )
    page = models.ForeignKey(
        Page, verbose_name=_("bladzijde"), on_delete=models.CASCADE, related_name="+"
    )
    order = models.PositiveSmallIntegerField(
        _("volgorde"), default=1, help_text=_("Het laagste nummer staat bovenaan.")
    )

    panels = [
        FieldPanel("words"),
        PageChooserPanel(
            "page",
            [
                "organisations.MinistryPage",
                "organisations.OrganisationPage",
                "organisations.BlogPostPage",
                "organisations.ChangeProjectPage",
            ],
        ),
        FieldPanel("order"),
    ]

    class Meta:
        verbose_name = _("vastgezet resultaat")
        verbose_name_plural = _("vastgezette resultaten")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, map(str.strip, self.words.splitlines())))


class SearchCount(models.Model):
    """How often some words were searched for on a day, and how much was found the last time."""

    day = models.DateField()
    words = models.CharField(max_length=80)
    number = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_count_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.words}"


class IndexChange(models.Model):
    """A note that entries changed; `search.versions` reads and writes these."""

    at = models.DateTimeField(auto_now_add=True)
    pages = models.TextField(null=True)  # noqa: DJ001  empty and unknown are two things
    """Ids of the pages with commas between them; NULL when it may be any."""

    def __str__(self) -> str:
        return self.at.isoformat()
