"""Which bodies of the register come in, and as what.

The full register also has municipalities, provinces, water boards, joint arrangements and so on:
more than three quarters of its 7,208 entries. This site is of the central government, so only
the types below come in. A body with several types gets the first one on the list.
"""

from django.utils.translation import gettext_lazy as _

from organisations.models import OrganisationType

MINISTRY_TYPE = "ministerie"

# Type in the register (both sources, in small letters) → type here; None is a ministry.
KINDS: dict[str, OrganisationType | None] = {
    MINISTRY_TYPE: None,
    "hoog college van staat": OrganisationType.HIGH_COLLEGE,
    "hoge-college": OrganisationType.HIGH_COLLEGE,
    "staten-generaal": OrganisationType.HIGH_COLLEGE,
    "kabinet van de koning": OrganisationType.HIGH_COLLEGE,
    "rechterlijke macht": OrganisationType.COURT,
    "rechterlijke instantie": OrganisationType.COURT,
    "rechterlijke-instantie": OrganisationType.COURT,
    "rechtspraak": OrganisationType.COURT,
    "politie": OrganisationType.POLICE,
    "inspectie": OrganisationType.INSPECTORATE,
    "agentschap": OrganisationType.AGENCY,
    "adviescollege": OrganisationType.ADVISORY,
    "zelfstandig bestuursorgaan": OrganisationType.ZBO,
    "zbo": OrganisationType.ZBO,
    "organisatieonderdeel": OrganisationType.UNIT,
    "organisatie": OrganisationType.OTHER,
}

# Types that count only below a body that comes in, or with a ministry: a municipality has
# units too.
NEEDS_OWNER = {OrganisationType.UNIT, OrganisationType.OTHER}

# The judiciary and the High Colleges stand outside the ministries by the constitution. The
# register names a ministry with some of them all the same (two of the eleven district courts).
OUTSIDE_MINISTRIES = {OrganisationType.COURT, OrganisationType.HIGH_COLLEGE}

# Names of boxes in an organisation chart. They are no organisations: what is in them hangs one
# higher.
GROUPING_NAMES = {
    "secretaris-generaal cluster",
    "sg-cluster",
    "diensten en baten-lastenagentschappen",
    "dienst",
    "diensten",
    "planbureau",
    "planbureaus",
}

# Bodies without a ministry hang below one of these: key, slug, title.
GROUPS = {
    OrganisationType.HIGH_COLLEGE: (
        "groep-hoge-colleges",
        "hoge-colleges-van-staat",
        _("Hoge Colleges van Staat"),
    ),
    OrganisationType.COURT: (
        "groep-rechterlijke-macht",
        "rechterlijke-macht",
        _("Rechterlijke macht"),
    ),
    OrganisationType.POLICE: ("groep-politie", "politie", _("Politie")),
}
OTHER_GROUP = ("groep-overige", "overige-organisaties", _("Overige organisaties"))


def find_kind(types: list[str]) -> tuple[bool, OrganisationType | None]:
    """Whether a body with these types comes in, and as what (None: a ministry)."""
    found = {name.strip().casefold() for name in types}
    for name, kind in KINDS.items():
        if name in found:
            return True, kind
    return False, None
