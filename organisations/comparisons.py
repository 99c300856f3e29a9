"""How the versions of a field are compared where Wagtail would show what is stored."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    FieldComparison,
    TextDiff,
    diff_text,
    register_comparison_class,
)
from wagtail.images.blocks import ImageBlockComparison

from organisations.geo.points import format_coordinates, parse_point


class WordsComparison(FieldComparison):
    """A value in words: the old and the new one, and nothing for what is empty."""

    def words(self, value: Any) -> str:
        """What a person reads."""
        return str(value)

    def htmldiff(self) -> Any:
        """Wagtail's way of marking what went and what came."""
        old, new = (
            "" if value in (None, "") else self.words(value) for value in (self.val_a, self.val_b)
        )
        if old == new:
            return escape(old)
        changes = [("deletion", old), ("addition", new)]
        return TextDiff([change for change in changes if change[1]]).to_html()


class YesNoComparison(WordsComparison):
    """On or off."""

    def words(self, value: Any) -> str:
        """Yes or no."""
        return _("Ja") if value else _("Nee")


class DayComparison(WordsComparison):
    """A day."""

    def words(self, value: Any) -> str:
        """As people write it."""
        return str(date_format(value, "j F Y"))


class MomentComparison(WordsComparison):
    """A day and a time."""

    def words(self, value: Any) -> str:
        """As people write it, by the clock of the site."""
        return str(date_format(timezone.localtime(value), "j F Y H:i"))


class PointComparison(WordsComparison):
    """A place on the map."""

    def words(self, value: Any) -> str:
        """Coordinates, latitude first."""
        point = parse_point(value)
        return format_coordinates(point) if point else str(value)


class PictureComparison(ImageBlockComparison):
    """A picture in a text, with the words that stand for it."""

    def htmlvalue(self, val: Any) -> Any:
        """One version."""
        if not isinstance(val, Mapping):
            val = self.block._image_to_struct_value(val)
        return self._shown(val, val)

    def htmldiff(self) -> Any:
        """Both versions."""
        return self._shown(self.val_a, self.val_b)

    def _shown(self, old: Any, new: Any) -> SafeString:
        chooser = self.block.child_blocks["image"]
        picture = chooser.get_comparison_class()(chooser, True, True, old["image"], new["image"])
        text = diff_text(_stands_for(old), _stands_for(new)).to_html()
        return format_html("{}<p>{}: {}</p>", picture.htmldiff(), _("Tekstalternatief"), text)


def _stands_for(picture: Any) -> str:
    return _("Alleen versiering") if picture["decorative"] else picture["alt_text"] or _("(leeg)")


def register() -> None:
    """Let these kinds of field be compared in words. Called once, when the app is ready."""
    register_comparison_class(models.BooleanField, comparison_class=YesNoComparison)
    register_comparison_class(models.DateField, comparison_class=DayComparison)
    register_comparison_class(models.DateTimeField, comparison_class=MomentComparison)
