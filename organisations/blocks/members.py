"""Who work on something on behalf of the organisation."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class MemberBlock(blocks.StructBlock):
    """A role or team; a name is not needed."""

    role = blocks.CharBlock(label=_("Rol of team"), max_length=120)
    name = blocks.CharBlock(
        label=_("Naam"),
        max_length=120,
        required=False,
        help_text=_("Mag leeg blijven. Noem iemand alleen als die dat goed vindt."),
    )

    class Meta:
        icon = "user"
        label = _("Betrokkene")
        label_format = "{role}"


class MembersBlock(blocks.StreamBlock):
    """Roles and teams, in the order of the editor."""

    member = MemberBlock()

    class Meta:
        required = False
        max_num = 40
