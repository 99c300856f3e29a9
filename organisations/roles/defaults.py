"""What Wagtail's migrations make, and this site has no use for: two groups and a workflow.

"Moderators" and "Editors" hold rights on the whole tree, so a box ticked by mistake would pass by
every rule of roles. The workflow on the root asks that group for approval instead of the ministry.
"""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowState,
)

DEFAULT_GROUPS = ("Moderators", "Editors")


@transaction.atomic
def remove_wagtail_defaults() -> None:
    """Take the default groups and their workflow out of use. Idempotent.

    A group without people is deleted; one that has people stays, without any right, so that it
    can be seen who was in it. A workflow that is still busy with a page is left until that is done.
    """
    groups = Group.objects.filter(name__in=DEFAULT_GROUPS, role_group__isnull=True)
    _retire_workflows([group.pk for group in groups])
    for group in groups:
        if group.user_set.exists():
            group.permissions.clear()
            GroupPagePermission.objects.filter(group=group).delete()
            GroupCollectionPermission.objects.filter(group=group).delete()
        else:
            group.delete()


def _retire_workflows(group_ids: list[int]) -> None:
    tasks = GroupApprovalTask.objects.filter(active=True, groups__in=group_ids).distinct()
    for task in tasks:
        workflows = Workflow.objects.active().filter(workflow_tasks__task_id=task.pk)
        busy = WorkflowState.objects.filter(
            workflow__in=workflows,
            status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        )
        WorkflowPage.objects.filter(workflow__in=workflows).delete()
        if not busy.exists():
            workflows.update(active=False)
            GroupApprovalTask.objects.filter(pk=task.pk).update(active=False)
