"""Loading the government's list of topics (TOOI TOP list)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from organisations.models import Topic
from organisations.register.records import SourceError

COLUMNS = {"uri", "label", "niveau", "ouder_uri"}


@dataclass(slots=True)
class TopicResult:
    """How many topics were made, changed or left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def load_topics(path: Path) -> TopicResult:
    """Make or update the topics of a value list; what an editor added to a topic stays.

    The list owns name and parent; slugs stay as they are, so that addresses do. Raises
    SourceError when the file is not such a list; nothing is changed then.
    """
    rows = _read(path)
    result = TopicResult()
    with transaction.atomic():
        known = {topic.uri: topic for topic in Topic.objects.exclude(uri=None)}
        slugs = set(Topic.objects.values_list("slug", flat=True))
        for row in sorted(rows, key=lambda row: row["niveau"]):
            uri, parent = row["uri"], known.get(row["ouder_uri"])
            if row["ouder_uri"] and parent is None:
                raise SourceError(
                    _("Het hoofdthema van “%(name)s” staat niet in de lijst.")
                    % {"name": row["label"]}
                )
            name = row["label"].strip()
            name = name[:1].upper() + name[1:]
            topic = known.get(uri)
            if topic is None:
                slug = _free_slug(name, slugs)
                known[uri] = Topic.objects.create(uri=uri, name=name, slug=slug, parent=parent)
                result.created += 1
            elif (topic.name, topic.parent_id) != (name, parent.pk if parent else None):
                topic.name, topic.parent = name, parent
                topic.save()
                result.updated += 1
            else:
                result.unchanged += 1
    return result


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = COLUMNS - set(reader.fieldnames or [])
            rows = list(reader)
    except OSError as error:
        raise SourceError(
            _("Het bestand %(path)s kan niet worden gelezen: %(error)s.")
            % {"path": path, "error": error.strerror}
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(_("Dit bestand is stuk: %(error)s.") % {"error": error}) from error
    if missing:
        raise SourceError(
            _("Dit is geen lijst met onderwerpen: de kolom %(column)s ontbreekt.")
            % {"column": sorted(missing)[0]}
        )
    for number, row in enumerate(rows, start=2):
        if None in row.values() or not (row["uri"].startswith("http") and row["label"].strip()):
            raise SourceError(_("Regel %(line)s is niet volledig.") % {"line": number})
    return rows


def _free_slug(name: str, slugs: set[str]) -> str:
    base = slug = slugify(name)[:110]
    number = 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return slug
