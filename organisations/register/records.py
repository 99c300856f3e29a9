"""What a source of the register says about one body of government, in one shape."""

import datetime
from dataclasses import dataclass, field

from organisations.geo.points import Point
from organisations.models import OrganisationType, Precision


class SourceError(Exception):
    """A source that cannot be used at all; the text (Dutch) says why. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A visiting address. `point` is None when the source gives no coordinates."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    province: str = ""
    label: str = ""
    point: Point | None = None
    precision: Precision = Precision.UNKNOWN

    @property
    def address(self) -> str:
        """The address as the register gave it: by this a location is known again."""
        return "|".join([self.street, self.house_number, self.postcode, self.city])


@dataclass(frozen=True, slots=True)
class Record:
    """A ministry (`organisation_type` is None) or an organisation.

    `key` is the register's own id or, where it has none, one made from the TOOI URI or the name
    (see `keys.own_key`). `ministry` refers to a ministry by key, TOOI URI or abbreviation;
    `parent` is the key of the organisation that this is a unit of. `line` is the line of the
    source where the record starts.
    """

    line: int
    key: str
    name: str
    organisation_type: OrganisationType | None
    abbreviation: str = ""
    other_names: tuple[str, ...] = ()
    tooi_uri: str = ""
    website: str = ""
    began_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    ministry: str = ""
    parent: str = ""
    successor: str = ""
    places: tuple[Place, ...] = ()

    @property
    def is_ministry(self) -> bool:
        """Whether this is a ministry, which hangs directly below the home page."""
        return self.organisation_type is None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line of the source: why it was rejected, or what was left out."""

    line: int
    name: str
    text: str


@dataclass(slots=True)
class SourceData:
    """All that was read from a source: good records, rejected ones, and how many are not ours."""

    records: list[Record] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    skipped: int = 0
