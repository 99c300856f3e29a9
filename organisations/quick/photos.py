"""The photos of a post in a form: which, in what order, and what each needs said about it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.core.keys import is_key
from cms.core.models import CustomImage
from organisations.files import not_to_choose
from organisations.quick.uploads import MAX_PHOTOS, too_many

# The size that the choosers of the CMS show, so that it is made once.
THUMBNAIL = "max-165x165"
PREFIX = "photos"
LAST = 10_000
TYPED = ("image", "alt_text", "decorative", "caption", "credit")


class PhotoForm(forms.Form):
    """One photo. `strict` asks for what must be there before the post goes to a moderator."""

    image = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    alt_text = forms.CharField(
        label=_("Wat is er te zien?"),
        required=False,
        max_length=250,
        help_text=_("Voor wie de foto niet kan zien. Nodig voordat u het bericht instuurt."),
    )
    decorative = forms.BooleanField(
        label=_("Alleen versiering: de lezer mist niets zonder deze foto"), required=False
    )
    caption = forms.CharField(label=_("Bijschrift (mag leeg)"), required=False, max_length=250)
    credit = forms.CharField(label=_("Maker (mag leeg)"), required=False, max_length=200)
    place = forms.IntegerField(
        label=_("Volgorde"), required=False, min_value=1, max_value=LAST, widget=forms.NumberInput
    )
    remove = forms.BooleanField(label=_("Haal deze foto uit het bericht"), required=False)

    def __init__(self, *args: Any, strict: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strict = strict
        # The picture itself; known only when this person may use it.
        self.picture: CustomImage | None = None

    def clean(self) -> dict[str, Any]:
        """Ask what is to be seen, unless the photo is there for show only."""
        data = super().clean() or {}
        if self.strict and not data.get("decorative") and not data.get("alt_text"):
            self.add_error("alt_text", _("Beschrijf wat er te zien is, of kies Alleen versiering."))
        return data

    def forgive(self) -> None:
        """Say nothing yet of what is wrong: the screen comes back only to add photos."""
        self._errors = ErrorDict()


class BasePhotoFormSet(forms.BaseFormSet):
    """The photos of one post; `user` may use each of them."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": too_many(),
    }

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and user is not None:
            self._find_pictures(user)

    def _find_pictures(self, user: Any) -> None:
        """Fetch what this person may choose, with its small size; four queries at most."""
        wanted = {number for form in self.forms if (number := _number(form["image"].value()))}
        model = get_image_model()
        refused = not_to_choose(user, {(model, str(number)) for number in wanted})
        allowed = wanted - {int(key) for _model, key in refused}
        found = model.objects.filter(pk__in=allowed).prefetch_renditions(THUMBNAIL).in_bulk()
        for form in self.forms:
            form.picture = found.get(_number(form["image"].value()))

    def forgive(self) -> None:
        """The same for all of them; a photo of others is still not shown."""
        self._errors: list[ErrorDict] = []
        self._non_form_errors = ErrorList()
        for form in self.forms:
            form.forgive()

    def clean(self) -> None:
        """Refuse photos of others; the message does not say what they are."""
        for form in self.forms:
            if form.picture is None and "image" in getattr(form, "cleaned_data", {}):
                form.add_error(
                    None,
                    ValidationError(
                        _(
                            "U mag deze foto niet gebruiken. Kies een foto van uw eigen "
                            "organisatie, of een gedeelde foto."
                        ),
                        code="not_yours",
                    ),
                )
        if any(form.errors for form in self.forms):
            raise ValidationError(
                _("Bij een of meer foto's klopt iets niet. Het staat bij de foto."), code="photos"
            )


PhotoFormSet: Any = forms.formset_factory(
    PhotoForm,
    formset=BasePhotoFormSet,
    extra=0,
    max_num=MAX_PHOTOS,
    absolute_max=MAX_PHOTOS,
    validate_max=True,
)


def tidied(data: QueryDict, added: Iterable[CustomImage] = ()) -> QueryDict:
    """A copy of what was posted, with the photos in their order, without those taken out.

    Args:
        data: what was posted, also by a crafted form.
        added: pictures that came in with this very request; they come last.
    """
    given = PhotoFormSet(data, prefix=PREFIX)
    rows = [
        {name: data.get(form.add_prefix(name), "") for name in (*TYPED, "place", "remove")}
        for form in given.forms
    ]
    rows = sorted(
        (row for row in rows if row["image"] and not row["remove"]),
        key=lambda row: _number(row["place"]) or LAST,
    )
    rows += [{"image": str(image.pk), "credit": image.credit} for image in added]
    copy = data.copy()
    for key in [key for key in copy if key.startswith(f"{PREFIX}-")]:
        del copy[key]
    _write(copy, rows)
    return copy


def _write(data: QueryDict, rows: list[dict[str, str]]) -> None:
    data[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows))
    data[f"{PREFIX}-INITIAL_FORMS"] = "0"
    for index, row in enumerate(rows):
        for name in TYPED:
            if value := row.get(name):
                data[f"{PREFIX}-{index}-{name}"] = value
        data[f"{PREFIX}-{index}-place"] = str(index + 1)


def _number(value: Any) -> int:
    """A key out of a form; 0 for what is none."""
    text = str(value or "")
    return int(text) if is_key(text) else 0


def as_blocks(photos: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The photos as blocks of a body, as they are stored: one figure, or a gallery."""
    values = [
        {
            "image": {
                "image": photo["image"],
                "decorative": photo["decorative"],
                "alt_text": photo["alt_text"],
            },
            "caption": photo["caption"],
        }
        for photo in photos
    ]
    if len(values) < 2:
        return [{"type": "image", "value": value} for value in values]
    # Only with a key of its own is it an item as Wagtail stores them.
    items = [{"type": "item", "id": str(uuid4()), "value": value} for value in values]
    return [{"type": "gallery", "value": items}]


def describe(user: Any, photos: Iterable[Mapping[str, Any]]) -> None:
    """Keep with the pictures what was said of them, for the next who uses them.

    Only on pictures that this person may change. A description that is there stays.
    """
    said = {photo["image"]: photo for photo in photos}
    policy = policy_registry.get_by_type(get_image_model())
    mine = policy.instances_user_has_permission_for(user, "change").filter(pk__in=said)
    for image in mine:
        photo = said[image.pk]
        description = image.description or photo["alt_text"]
        credit = photo["credit"] or image.credit
        if (description, credit) != (image.description, image.credit):
            image.description, image.credit = description, credit
            image.save(update_fields=["description", "credit"])
