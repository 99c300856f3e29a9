"""The one workflow of the site, on the home page, made by code."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from organisations.models import MinistryModerationTask


@transaction.atomic
def ensure_workflow(home: Page) -> Workflow:
    """The workflow of the home page, with our task as its only step. Idempotent.

    An administrator may give another workflow to a part of the tree by hand; the home page
    always gets this one back.
    """
    task = MinistryModerationTask.objects.filter(active=True).order_by("pk").first()
    if task is None:
        task = MinistryModerationTask.objects.create(name=_("Beoordeling door het ministerie"))
    workflow = (
        Workflow.objects.active()
        .filter(workflow_tasks__task_id=task.pk, workflow_pages__page_id=home.pk)
        .first()
    )
    if workflow is None:
        workflow = Workflow.objects.create(name=_("Goedkeuring door het ministerie"))
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return workflow
