"""Forms with which editors write pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.blocks import StreamBlockValidationError, StreamValue

from cms.core.keys import LONGEST_KEY, is_key
from organisations.files import File, files_in, files_in_block, files_of, not_to_choose
from organisations.owners import owner_of


class KeyField(forms.ModelChoiceField):
    """One of the objects of a list; what no database takes for a key is none of them."""

    def to_python(self, value: Any) -> Any:
        """The object. Raises ValidationError for what is not in the list."""
        if value not in self.empty_values and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class KeysField(forms.ModelMultipleChoiceField):
    """Several objects of a list; a number that no database holds is none of them."""

    def clean(self, value: Any) -> Any:
        """The objects. Raises ValidationError for what is not in the list."""
        for key in value or ():
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(key)[:LONGEST_KEY]},
                )
        return super().clean(value)


register_form_field_override(ParentalManyToManyField, override={"form_class": KeysField})


class TopicsWidget(forms.CheckboxSelectMultiple):
    """Ticks topics, grouped by main theme; a text field narrows the list where script runs."""

    template_name = "organisations/admin/topics.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the themes: name, options (the theme itself first) and how many are ticked."""
        context = super().get_context(name, value, attrs)
        options = [option for group in context["widget"]["optgroups"] for option in group[1]]
        topics = [(option["value"].instance, option) for option in options]
        context["themes"] = [
            {
                "name": theme.name,
                "options": [option, *members],
                "chosen": sum(bool(one["selected"]) for one in [option, *members]),
            }
            for theme, option in topics
            if theme.parent_id is None
            for members in [[one for topic, one in topics if topic.parent_id == theme.pk]]
        ]
        return context

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> Any:
        """Use our own template, which Django's form renderer does not look for."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    @property
    def media(self) -> forms.Media:
        """The script that narrows the list, and the style."""
        script: Any = forms.Script("js/cms/topics.js", type="module")
        return forms.Media(css={"all": ["css/cms/topics.css"]}, js=[script])


class SitePageForm(WagtailAdminPageForm):
    """The form of every page: it takes the files that its writer may choose, and no others.

    What the page had already stays, whoever put it there.
    """

    def clean(self) -> Any:
        """Refuse images and documents of others, at the field and at the block.

        The message does not say what the file is: that would tell what others have.
        """
        cleaned_data = super().clean()
        user = self.for_user
        used = {
            field.name: files_in(field, self.cleaned_data[field.name])
            for field in self._meta.model._meta.concrete_fields
            if field.name in self.cleaned_data
        }
        refused = not_to_choose(user, set().union(*used.values())) if user else set()
        if refused:
            # The form has not touched the page yet: it is what was saved last.
            refused -= files_of(self.instance)
        for name, files in used.items():
            if files & refused:
                self.add_error(name, _refusal(self.cleaned_data[name], refused))
        return cleaned_data


def _refusal(value: Any, refused: set[File]) -> ValidationError:
    message = _(
        "U mag dit bestand niet gebruiken. Kies een afbeelding of document van uw eigen "
        "organisatie, of een gedeeld bestand."
    )
    if not isinstance(value, StreamValue):
        return ValidationError(message, code="not_yours")
    return StreamBlockValidationError(
        block_errors={
            number: ValidationError(message, code="not_yours")
            for number, child in enumerate(value)
            if files_in_block(child) & refused
        }
    )


class PostForm(SitePageForm):
    """The form of a post: its place is one of the locations of its own organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields.get("place")
        if not isinstance(place, forms.ModelChoiceField) or place.queryset is None:
            return
        # A post that moved keeps the place it has until the editor chooses another.
        place.queryset = place.queryset.filter(
            Q(page=owner_of(self.parent_page)) | Q(pk=self.instance.place_id)
        )
        place.empty_label = str(_("Geen plaats"))
        if self.instance.pk is None and place.queryset.count() == 1:
            self.initial["place"] = place.queryset.get().pk


class ProjectForm(SitePageForm):
    """The form of a change project: its places are locations of its own organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields.get("places")
        if not isinstance(places, forms.ModelMultipleChoiceField) or places.queryset is None:
            return
        # A project that moved keeps the places it has until the editor chooses others.
        kept = [place.pk for place in self.instance.places.all()] if self.instance.pk else []
        places.queryset = places.queryset.filter(
            Q(page=owner_of(self.parent_page)) | Q(pk__in=kept)
        )
