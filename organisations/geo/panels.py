"""Panels for places in the edit forms of the CMS."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtailgeowidget.panels import LeafletPanel

from organisations.comparisons import PointComparison
from organisations.geo.forms import LocationForm
from organisations.geo.widgets import PointWidget


class PointPanel(LeafletPanel):
    """A point with its map (see PointWidget for the names of the fields)."""

    def __init__(self, *args: Any, precision_field: str = "", **kwargs: Any) -> None:
        self.precision_field = precision_field
        super().__init__(*args, **kwargs)

    def widget_overrides(self) -> dict[str, forms.Widget]:
        """Our own widget in place of the package's."""
        return {
            self.field_name: PointWidget(
                address_field=self.address_field, precision_field=self.precision_field
            )
        }

    def get_comparison_class(self) -> type[PointComparison]:
        """Coordinates as people read them, not as they are stored."""
        return PointComparison

    def clone_kwargs(self) -> dict[str, Any]:
        """Everything that makes this panel (the package's own clone adds the rest)."""
        return {**super().clone_kwargs(), "precision_field": self.precision_field}


class AddressPanel(FieldPanel):
    """Look up an address: a field that only the form has (LocationForm), not the model."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in a form."""

        def get_comparison(self) -> list[Any]:
            """Nothing to compare between versions: the text is not kept."""
            return []


class LocationsPanel(InlinePanel):
    """The locations of a page, each with the form that keeps address and point in step."""

    def get_form_options(self) -> dict[str, Any]:
        """Use our own form for each row; how precise the point is goes along unseen."""
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=LocationForm,
            defer_required_on_fields=deferred,
        )
        formset["fields"] = [*formset["fields"], "precision"]
        formset["widgets"] = {**formset["widgets"], "precision": forms.HiddenInput()}
        return options
