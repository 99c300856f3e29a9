"""Bodies of posts as they are stored, for tests that show or edit them."""

import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder

from cms.core.models import CustomDocument
from organisations.blocks import BodyBlock
from organisations.geo.points import format_point
from tests.factories import THE_HAGUE, ImageFactory, PostFactory

PHOTO = {"decorative": False, "alt_text": "Drie mensen aan een balie"}


def document(name: str, title: str = "Verslag") -> CustomDocument:
    """A file of 2 kB with this name."""
    return CustomDocument.objects.create(title=title, file=ContentFile(b"x" * 2048, name=name))


def photo(caption: str = "") -> dict[str, Any]:
    """A new picture with its description."""
    return {"image": {"image": ImageFactory().pk, **PHOTO}, "caption": caption}


def text_with_links() -> str:
    """A paragraph with a link to a new post and one to a new document."""
    return (
        f'<p><a linktype="page" id="{PostFactory().pk}">Zie ook</a> '
        f'<a linktype="document" id="{document("nota.pdf").pk}">Nota</a></p>'
    )


def every_block() -> str:
    """A body with every block once and text twice, with all that blocks can refer to."""
    film = {
        "title": "Open dag",
        "file": document("film.webm").pk,
        "captions": document("film.vtt").pk,
        "poster": ImageFactory().pk,
        "transcript": text_with_links(),
    }
    place = {"address": "Turfmarkt 147, Den Haag", "point": format_point(THE_HAGUE), "caption": ""}
    values = {
        "image": photo("De balie"),
        "gallery": [photo("De gang"), photo("De zaal")],
        "video": film,
        "document": {"document": document("plan.pdf").pk, "text": ""},
        "links": [{"text": "De buren", "page": PostFactory().pk, "url": ""}],
        "text": text_with_links(),
        "callout": {"tone": "info", "title": "", "text": text_with_links()},
        "accordion": [{"title": "Wie?", "text": text_with_links()}],
        "map": place,
    }
    stream = BodyBlock()
    for name, block in stream.child_blocks.items():
        if name not in values:
            values[name] = block.get_prep_value(block.get_preview_value())
    # The heading comes first, as headings keep their order.
    names = ["heading", *(name for name in stream.child_blocks if name != "heading")]
    body = [{"type": name, "value": values[name]} for name in names]
    body.append({"type": "text", "value": text_with_links()})
    return json.dumps(body, cls=DjangoJSONEncoder)
