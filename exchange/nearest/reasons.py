"""Why two posts are close, as it is stored and in Dutch."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.languages import sentence
from organisations.models import Phase


@dataclass
class Reasons:
    """What two posts share. Names are those of the moment at which it was worked out."""

    topics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    city: str = ""
    kilometres: int = 0
    province: str = ""
    phase: str = ""

    def stored(self) -> dict[str, Any]:
        """As plain data, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """From plain data; what is not known any more is left out."""
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in stored.items() if name in known})

    def in_words(self) -> list[str]:
        """Short sentences in the language of the reader, the most telling first."""
        said = []
        if self.topics:
            names = ", ".join(capfirst(name) for name in self.topics)
            text = ngettext("zelfde onderwerp: %s", "zelfde onderwerpen: %s", len(self.topics))
            said.append(sentence(text, names))
        if self.words:
            names = ", ".join(self.words)
            text = ngettext("zelfde woord: %s", "zelfde woorden: %s", len(self.words))
            said.append(sentence(text, names))
        if self.city:
            said.append(sentence(_("ook in %s"), self.city))
        elif self.kilometres:
            said.append(_("op %d kilometer") % self.kilometres)
        elif self.province:
            said.append(sentence(_("ook in de provincie %s"), self.province))
        if self.phase in Phase.values:
            said.append(_("al in de fase %s") % str(Phase(self.phase).label).lower())
        return said
