"""Makes believable objects for tests; each test names only what it is about."""

import datetime
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from cms.core.models import CustomImage
from home.models import HomePage, StandardPage
from organisations.geo.points import Point, format_point
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Kind,
    Location,
    MinistryPage,
    OrganisationPage,
    PhaseState,
    Precision,
    ProjectPhase,
    Topic,
)

THE_HAGUE = Point(latitude=52.07777, longitude=4.31764)


def home_page() -> HomePage:
    """The home page that the migrations made."""
    return HomePage.objects.get()


class UserFactory(DjangoModelFactory):
    """An account with a password that fits the rules."""

    class Meta:
        model = get_user_model()

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.example")
    password = factory.django.Password("een-lang-wachtwoord")


class TopicFactory(DjangoModelFactory):
    """A topic of the list."""

    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"onderwerp {n}")
    slug = factory.Sequence(lambda n: f"onderwerp-{n}")


class ImageFactory(wagtail_factories.ImageFactory):
    """A small picture with a text alternative."""

    class Meta:
        model = CustomImage

    description = "Een lege vergaderzaal met ronde tafels"


class MinistryFactory(wagtail_factories.PageFactory):
    """A ministry below the home page."""

    class Meta:
        model = MinistryPage

    parent = factory.LazyFunction(home_page)
    title = factory.Sequence(lambda n: f"Ministerie van Voorbeelden {n}")
    slug = factory.Sequence(lambda n: f"min-{n}")
    abbreviation = factory.Sequence(lambda n: f"V{n}")


class OrganisationFactory(wagtail_factories.PageFactory):
    """An organisation below a ministry."""

    class Meta:
        model = OrganisationPage

    parent = factory.SubFactory(MinistryFactory)
    title = factory.Sequence(lambda n: f"Voorbeelddienst {n}")
    slug = factory.Sequence(lambda n: f"dienst-{n}")


class LocationFactory(DjangoModelFactory):
    """A location on the Turfmarkt in The Hague, unless told otherwise."""

    class Meta:
        model = Location

    page = factory.SubFactory(OrganisationFactory)
    street = "Turfmarkt"
    house_number = "147"
    postcode = "2511 DP"
    city = "Den Haag"
    province = "Zuid-Holland"
    point = format_point(THE_HAGUE)
    precision = Precision.ADDRESS


class PostFactory(wagtail_factories.PageFactory):
    """A published message on the blog of an organisation, a minute apart from the one before."""

    class Meta:
        model = BlogPostPage

    parent = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Een bericht over ons werk {n}")
    slug = factory.Sequence(lambda n: f"bericht-{n}")
    kind = Kind.MESSAGE
    summary = "Wat wij deden en wat wij ervan leerden."
    first_published_at = factory.Sequence(
        lambda n: timezone.now() - datetime.timedelta(days=400) + datetime.timedelta(minutes=n)
    )


class ProjectFactory(wagtail_factories.PageFactory):
    """A published change project of an organisation, without phases."""

    class Meta:
        model = ChangeProjectPage

    parent = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Anders werken {n}")
    slug = factory.Sequence(lambda n: f"traject-{n}")
    intro = "Wij werken voortaan anders."
    goal = "Minder papier, en meer tijd voor mensen."
    first_published_at = factory.LazyFunction(timezone.now)


def phase(state: str = PhaseState.PLANNED, **values: Any) -> ProjectPhase:
    """A phase to give to a project; a phase that is done has its closing card."""
    card = {"worked": "Klein beginnen.", "failed": "Te veel tegelijk.", "reuse": "De proefzaal."}
    return ProjectPhase(state=state, **{**(card if state == PhaseState.DONE else {}), **values})


class StandardPageFactory(wagtail_factories.PageFactory):
    """A plain page below the home page."""

    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(home_page)
    title = factory.Sequence(lambda n: f"Over deze site {n}")
