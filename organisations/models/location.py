"""Locations: the places where an organisation works, with how precisely we know them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Page

from organisations.geo import pc4
from organisations.geo.addresses import building_key, normal_postcode
from organisations.geo.municipalities import municipality_of
from organisations.geo.panels import AddressPanel, PointPanel
from organisations.geo.points import format_point, parse_point
from organisations.geo.provinces import province_of
from organisations.geo.validators import validate_point, validate_postcode


class Precision(models.TextChoices):
    """How precisely a point is known, best first."""

    ADDRESS = "address", _("precies op het adres")
    POSTCODE6 = "postcode6", _("plek op postcode, bij benadering")
    POSTCODE4 = "postcode4", _("plek op postcodegebied, bij benadering")
    PLACED = "placed", _("met de hand op de kaart gezet")
    UNKNOWN = "", _("plek niet bekend")


class Location(Orderable):
    """A place of a ministry or organisation. Those at one address form a building.

    `point` is what the map widget stores, `SRID=4326;POINT(lng lat)`; latitude and longitude
    (degrees, WGS 84) are derived from it on save, for queries.
    """

    class Source(models.TextChoices):
        REGISTER = "register", _("register")
        EDITOR = "editor", _("redactie")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="locations")
    label = models.CharField(
        _("naam van de locatie"),
        max_length=120,
        blank=True,
        help_text=_("Bijvoorbeeld: hoofdkantoor, balie Zwolle."),
    )
    street = models.CharField(_("straat"), max_length=120, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=20, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=7, blank=True, validators=[validate_postcode]
    )
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    province = models.CharField(_("provincie"), max_length=40, blank=True)
    point = models.CharField(
        _("plek op de kaart"), max_length=80, blank=True, validators=[validate_point]
    )
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    precision = models.CharField(
        _("hoe precies"), max_length=12, choices=Precision, blank=True, default=Precision.UNKNOWN
    )
    building_key = models.SlugField(max_length=160, blank=True, editable=False)
    source = models.CharField(max_length=10, choices=Source, default=Source.EDITOR, editable=False)
    # The address as the register gave it: by this an import knows the location again, and sees
    # whether an editor changed the address since.
    register_address = models.CharField(max_length=240, blank=True, editable=False)
    # The address that was last looked up to refine the point: no use asking again until it changes.
    geocoded_address = models.CharField(max_length=280, blank=True, editable=False, default="")

    panels = [
        FieldPanel("label"),
        AddressPanel("find"),
        FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
        PointPanel("point", address_field="find", precision_field="precision"),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("province")]),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_point")]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.label, self.address])) or str(_("Locatie zonder adres"))

    @property
    def street_line(self) -> str:
        """Street and number: "Turfmarkt 147"."""
        return f"{self.street} {self.house_number}".strip()

    @property
    def address(self) -> str:
        """The address on one line: "Turfmarkt 147, 2511 DP Den Haag"."""
        return ", ".join(filter(None, [self.street_line, f"{self.postcode} {self.city}".strip()]))

    def get_building_url(self) -> str:
        """The page of the building, or an empty string when there is no address."""
        return reverse("building", args=[self.building_key]) if self.building_key else ""

    def clean(self) -> None:
        """Check the address, and fill in what follows from it: drafts are cleaned, not saved."""
        super().clean()
        self.derive()
        if self.house_number and not self.street and not self.postcode:
            raise ValidationError({"street": _("Vul ook een straat of een postcode in.")})

    def save(self, *args: object, **kwargs: object) -> None:
        """Derive what queries need: the point as two numbers and the key of the building."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in what follows from the rest; code that saves in bulk calls this itself.

        A location with a postcode and no point gets the middle of its postcode area. Latitude,
        longitude and building key follow from the point and the address; where nobody filled them
        in the province from the point, and the municipality from the city.
        """
        self.postcode = normal_postcode(self.postcode)
        if not self.point and (middle := pc4.point_of(self.postcode)):
            self.point = format_point(middle)
            self.precision = Precision.POSTCODE4
        point = parse_point(self.point)
        self.latitude, self.longitude = point if point else (None, None)
        if point is None:
            self.precision = Precision.UNKNOWN
        elif not self.province:
            self.province = province_of(point)
        self.municipality = self.municipality or municipality_of(self.city, self.province)
        self.building_key = building_key(self.street, self.house_number, self.city, self.postcode)
