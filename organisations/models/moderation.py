"""The one step of the workflow: the moderators of the page's own ministry look at it."""

from typing import Any

from django import forms
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Task, TaskState, get_default_page_content_type

from organisations.asking import Asked, Asking
from organisations.models.approval import DirectorApproval
from organisations.permissions import made_last_change, may_moderate, permission_paths


def waiting_states(pages: models.QuerySet[Any]) -> models.QuerySet[TaskState]:
    """The states of these pages that wait for a ministry."""
    # Workflows keep the primary keys of what they are about as text.
    keys = pages.annotate(key=Cast("pk", models.CharField(max_length=255))).values("key")
    states: models.QuerySet[TaskState] = TaskState.objects.filter(
        task__in=MinistryModerationTask.objects.values("pk"),
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type(),
        workflow_state__object_id__in=keys,
    )
    return states


class SendBackForm(TaskStateCommentForm):
    """The remark with which a page goes back."""

    comment = forms.CharField(
        label=_("Wat moet er anders?"),
        help_text=_("Staan uw opmerkingen in de pagina zelf? Zeg dan dat ze daar staan."),
        error_messages={"required": _("Schrijf wat er anders moet, en stuur dan terug.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MinistryModerationTask(Task):
    """Approval by a moderator of the ministry that the page belongs to, with four eyes.

    Finds its people from the page's place in the tree, so that one workflow serves the whole
    site. Nothing needs to be set when a ministry gets another moderator.
    """

    class Meta:
        verbose_name = _("beoordeling door het ministerie")
        verbose_name_plural = _("beoordelingen door het ministerie")

    @classmethod
    def get_description(cls) -> str:
        """What an administrator reads where tasks are chosen."""
        return str(
            _(
                "De moderatoren van het ministerie keuren goed. Heeft het ministerie er geen, "
                "dan doen de centrale moderatoren het. Wie het laatst wijzigde, keurt niet zelf goed."
            )
        )

    def people_to_ask(self, page: Page, *, but_not: Any = None) -> list[Asked]:
        """Who is asked to look at a page, in three queries; `but_not` made the last change."""
        return Asking([page.path]).about(page.path, but_not_id=but_not.pk if but_not else None)

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Moderators of the ministry may open the page while it waits for them."""
        return user.is_superuser or may_moderate(user, obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Nobody else may change what is being looked at."""
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        """A moderator may keep colleagues off a page while working on it."""
        return may_moderate(user, obj)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, Any, bool]]:
        """Approve or send back.

        Who made the last change may only send back, and so may everybody while the management
        was asked and did not answer.
        """
        if not self.user_can_access_editor(obj, user):
            return []
        send_back = ("reject", _("Terugsturen met opmerking"), True)
        if self.waits_for_director(obj):
            return [send_back]
        if not user.is_superuser and made_last_change(user, obj):
            return [send_back]
        return [
            send_back,
            ("approve", _("Goedkeuren"), False),
            ("approve", _("Goedkeuren met opmerking"), True),
        ]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """A page goes back with a word of what has to change."""
        form: type[TaskStateCommentForm] = super().get_form_for_action(action)
        return SendBackForm if action == "reject" else form

    @staticmethod
    def waits_for_director(obj: Page) -> bool:
        """Whether somebody without an account was asked for approval and did not answer yet."""
        return DirectorApproval.objects.pending().filter(page_id=obj.pk).exists()

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Do it, unless somebody approves a version that they saved themselves, or one for which
        the management was asked.

        "Edit and approve" in one go saves the moderator's change first. That change then waits
        for a colleague: the task stays open, and the editor says so (organisations/moderation).
        """
        page = task_state.workflow_state.content_object
        own_change = user and not user.is_superuser and made_last_change(user, page)
        if action_name == "approve" and (own_change or self.waits_for_director(page)):
            return None
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: Any, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        """What waits for this person: in their part of the tree, and not changed by them last."""
        paths = permission_paths(user, "publish")
        if not paths:
            return TaskState.objects.none()
        below = models.Q()
        for path in paths:
            below |= models.Q(path__startswith=path)
        pages = Page.objects.filter(below)
        if not user.is_superuser:
            # "exclude" would also drop pages whose last editor's account is gone.
            pages = pages.filter(
                models.Q(latest_revision__user__isnull=True) | ~models.Q(latest_revision__user=user)
            )
        return waiting_states(pages).filter(task_id=self.pk)
