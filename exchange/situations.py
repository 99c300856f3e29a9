"""What a ministry or organisation is called, where it hangs and what it went up in, to compare."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from organisations.models import MinistryPage, OrganisationPage

Situation = dict[str, Any]


def situations(ids: Iterable[int]) -> dict[int, Situation]:
    """What there is to say of these bodies now, by page id: four queries.

    Keys: `title`, `parent` (its title), `heir` (the title of what it went up in), `ended` and
    `live`. Of a page that is gone only `live`.
    """
    wanted = list(ids)
    found: dict[int, Situation] = {pk: {"live": False} for pk in wanted}
    parents: dict[str, str] = {}
    pages = [
        page
        for model in (MinistryPage, OrganisationPage)
        for page in model.objects.published()
        .filter(pk__in=wanted)
        .select_related("successor")
        .defer_streamfields()
    ]
    above = {page.path[: -page.steplen] for page in pages}
    for model in (MinistryPage, OrganisationPage):
        parents |= dict(model.objects.filter(path__in=above).values_list("path", "title"))
    for page in pages:
        heir = page.successor if page.has_ended else None
        found[page.pk] = {
            "live": True,
            "title": page.title,
            "parent": parents.get(page.path[: -page.steplen], ""),
            "ended": page.has_ended,
            "heir": heir.title if heir else "",
        }
    return found


def told(before: Situation, now: Situation) -> list[str]:
    """What followers want to know of a body, in Dutch; nothing when nothing changed."""
    if not differs(before, now):
        return []
    name = before.get("title") or now.get("title") or _("Een organisatie die u volgt")
    if not now["live"]:
        return [_("%s staat niet meer op de site. U krijgt er geen berichten meer over.") % name]
    if not before.get("live"):
        return [_("%s staat weer op de site. U krijgt er weer berichten over.") % now["title"]]
    lines = []
    if now["title"] != before["title"]:
        lines.append(
            _("%(old)s heet nu %(new)s. U volgt deze organisatie nog steeds.")
            % {"old": before["title"], "new": now["title"]}
        )
    if now["parent"] != before["parent"] and now["parent"]:
        lines.append(
            _("%(name)s hoort nu bij %(parent)s. U volgt deze organisatie nog steeds.")
            % {"name": now["title"], "parent": now["parent"]}
        )
    if now["heir"] and now["heir"] != before["heir"]:
        lines.append(
            _("%(name)s is opgegaan in %(heir)s. U volgt nu ook %(heir)s.")
            % {"name": now["title"], "heir": now["heir"]}
        )
    elif now["ended"] and not before["ended"]:
        lines.append(_("%s bestaat niet meer. Er komen geen nieuwe berichten.") % now["title"])
    return lines


def differs(before: Situation, now: Situation) -> bool:
    """Whether anything changed. Of what is gone it does not count what it was called."""
    if not now["live"]:
        return bool(before.get("live"))
    return before != now
