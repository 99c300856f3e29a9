"""Made-up pages, places and forms for the pattern page. Nothing of it is stored."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import CustomImage
from home.models import HomePage
from organisations.contexts.archive import Counts
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Kind,
    Location,
    MinistryPage,
    OrganisationPage,
    Topic,
)

YEAR = datetime.timedelta(days=365)


def placed(page: Any, slug: str) -> Any:
    """A page with an address below the home page, where nothing is."""
    home = HomePage.objects.get()
    page.slug, page.url_path = slug, f"{home.url_path}{slug}/"
    page.trail = [home]
    return page


def ministry(**fields: Any) -> Any:
    """A ministry."""
    page = MinistryPage(title="Ministerie van Voorbeelden", abbreviation="VB", **fields)
    return placed(page, "voorbeelden")


def organisation(**fields: Any) -> Any:
    """An organisation of that ministry."""
    fields = {
        "title": "Rijksdienst voor Voorbeelden",
        "abbreviation": "RVV",
        "organisation_type": "agentschap",
        "intro": "Wij laten zien hoe het kan, elke dag een beetje beter.",
    } | fields
    page = placed(OrganisationPage(**fields), "rvv")
    page.trail.append(ministry())
    return page


def post(kind: str = Kind.MESSAGE, **fields: Any) -> Any:
    """A post of that organisation."""
    fields = {
        "title": "Een stille werkplek op elke verdieping",
        "summary": "Een half jaar proberen leverde meer rust op dan wij dachten.",
        "first_published_at": timezone.now(),
    } | fields
    page = placed(BlogPostPage(kind=kind, **fields), "werkplek")
    page.organisation = organisation()
    page.ministry = ministry()
    return page


def project(**fields: Any) -> Any:
    """A change project of that organisation."""
    page = placed(
        ChangeProjectPage(
            title="Van vier panden naar één", intro="Wij gaan samen in één gebouw werken.", **fields
        ),
        "panden",
    )
    page.organisation = organisation()
    page.ministry = ministry()
    return page


def picture() -> CustomImage | None:
    """A picture of the site itself: one that is not stored has no sizes to show."""
    image: CustomImage | None = CustomImage.objects.order_by("pk").first()
    return image


def place(**fields: Any) -> Location:
    """A place in The Hague."""
    fields = {
        "street": "Turfmarkt",
        "house_number": "147",
        "postcode": "2511 DP",
        "city": "Den Haag",
    } | fields
    location = Location(**fields)
    location.derive()
    return location


def topics() -> list[Topic]:
    """Two topics."""
    return [Topic(name="hybride werken", slug="a"), Topic(name="huisvesting", slug="b")]


def pages_of(count: int, number: int) -> Page:
    """A page of a list of so many pages."""
    return Paginator(range(count * 10), 10).page(number)


def archive() -> Counts:
    """The numbers of a blog that goes back two years."""
    now = timezone.localdate()
    months = [now - datetime.timedelta(days=days) for days in (0, 40, 80, 400, 440)]
    return Counts(
        {(Kind.MESSAGE, f"{month:%Y-%m}"): place + 1 for place, month in enumerate(months)}
    )


class SampleForm(forms.Form):
    """A form with a field of each sort that can be wrong."""

    name = forms.CharField(label="Naam", error_messages={"required": "Vul uw naam in."})
    often = forms.ChoiceField(
        label="Hoe vaak",
        choices=[("dag", "Elke dag"), ("week", "Elke week")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak."},
    )

    def clean(self) -> None:
        """Say something about the form as a whole."""
        raise forms.ValidationError(_("Controleer wat u invulde."))
