"""Whose images and documents a page refers to, and whether its writer may choose them.

Wagtail's choosers offer what somebody may choose, but a form made up by hand can name any file.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.core.keys import is_key

File: TypeAlias = tuple[type[models.Model], str]
"""An image or document: its model and its key, as text."""


def files_in(field: Any, value: Any) -> set[File]:
    """The images and documents that the value of a model field refers to.

    Looks wherever Wagtail looks for references: relations, rich text, and blocks at any depth.
    """
    if value is None:
        return set()
    if field.is_relation and field.many_to_one:
        key = value.pk if isinstance(value, models.Model) else value
        found = {(field.related_model, str(key))}
    elif hasattr(field, "extract_references"):
        return _files_among(field.extract_references(value))
    else:
        return set()
    return _only_files(found)


def files_in_block(child: StreamValue.StreamChild) -> set[File]:
    """The images and documents in one block of a body."""
    return _files_among(child.block.extract_references(child.value))


def _files_among(references: Iterable[tuple[Any, ...]]) -> set[File]:
    found: set[File] = set()
    try:
        for model, key, *_ in references:
            found.add((model, str(key)))
    except KeyError:
        # A link in a text, made up by hand, without the number of its document: Wagtail cannot
        # read it, nor keep it. It counts as a file that does not exist.
        found.add((get_document_model(), ""))
    return _only_files(found)


def _only_files(found: set[File]) -> set[File]:
    kinds = (get_image_model(), get_document_model())
    return {(model, key) for model, key in found if model in kinds}


def not_to_choose(user: Any, files: set[File]) -> set[File]:
    """Those of these files that somebody may not choose, or that do not exist.

    One query for each of images and documents, none without files.
    """
    keys: dict[type[models.Model], set[str]] = defaultdict(set)
    for model, key in files:
        keys[model].add(key)
    refused = set()
    for model, wanted in keys.items():
        policy = policy_registry.get_by_type(model)
        numbers = [key for key in wanted if is_key(key)]
        mine = policy.instances_user_has_any_permission_for(user, ["choose"])
        found = mine.filter(pk__in=numbers).values_list("pk", flat=True)
        refused |= {(model, key) for key in wanted - {str(pk) for pk in found}}
    return refused


def files_of(page: Page) -> set[File]:
    """The images and documents of a page as it is in memory, and of what is published of it."""
    found: set[File] = set()
    for field in page._meta.concrete_fields:
        found |= files_in(field, field.value_from_object(page))
    if page.pk:
        published = ReferenceIndex.get_references_for_object(page)
        for reference in published.select_related("to_content_type"):
            model = reference.to_content_type.model_class()
            if model is not None:
                found.add((model, reference.to_object_id))
    return _only_files(found)
