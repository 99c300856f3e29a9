"""*Meldingen* on the account page of the CMS: one choice for every kind that can reach a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from exchange.choices import choose, chosen, kinds_for


class ChoicesForm(forms.Form):
    """A check box for every kind."""

    def __init__(self, user: Any, data: Any = None, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        self.user, self.kinds = user, kinds_for(user)
        known = chosen(user)
        for kind in self.kinds:
            self.fields[kind.name] = forms.BooleanField(
                label=kind.label,
                help_text=kind.help_text,
                required=False,
                initial=known.get(kind.name, kind.default),
            )

    def save(self) -> None:
        """Keep every choice."""
        for kind in self.kinds:
            choose(self.user, kind, wanted=self.cleaned_data[kind.name])


class ChoicesPanel(BaseSettingsPanel):
    """What somebody is mailed about, and what not."""

    name = "choices"
    title = _("Meldingen per mail")
    tab = notifications_tab
    order = 200
    template_name = "exchange/admin/choices_panel.html"

    def is_active(self) -> bool:
        """For who can be told something."""
        return bool(kinds_for(self.user))

    def get_form(self) -> ChoicesForm:
        """The choices; left unbound, and unsaved, when they were not on the screen."""
        is_posted = f"{self.name}-shown" in self.request.POST
        return ChoicesForm(self.user, self.request.POST if is_posted else None, self.name)
