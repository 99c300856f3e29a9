"""The tree: ministries, organisations, locations, topics and posts."""

from organisations.models.absence import Absence
from organisations.models.approval import Answer, Closed, DirectorApproval
from organisations.models.base import BasePage
from organisations.models.change_project import (
    FINISHED,
    PROJECT_STAGES,
    ChangeProjectPage,
)
from organisations.models.content_review import ContentReview
from organisations.models.government_body import GovernmentBody
from organisations.models.help_credit import HelpCredit
from organisations.models.invitation import Invitation, InvitationStatus, InvitedRole
from organisations.models.link import Link, LinkProblem, LinkScan, LinkState, LinkUse
from organisations.models.location import Location, Precision
from organisations.models.membership import Membership, PageCollection, Role, RoleGroup
from organisations.models.ministry import MinistryPage
from organisations.models.moderation import MinistryModerationTask, waiting_states
from organisations.models.moderator_mail import MailMoment, ModeratorMail
from organisations.models.organisation import EndReason, OrganisationPage, OrganisationType
from organisations.models.post import ASKING_KINDS, BlogPostPage, Kind, Phase, PostAuthor, State
from organisations.models.project_parts import Milestone, PhaseState, ProjectPhase
from organisations.models.readership import ReadCount, ReadTotal, Span
from organisations.models.topic import Topic

__all__ = [
    "ASKING_KINDS",
    "FINISHED",
    "PROJECT_STAGES",
    "Absence",
    "Answer",
    "BasePage",
    "BlogPostPage",
    "ChangeProjectPage",
    "Closed",
    "ContentReview",
    "DirectorApproval",
    "EndReason",
    "GovernmentBody",
    "HelpCredit",
    "Invitation",
    "InvitationStatus",
    "InvitedRole",
    "Kind",
    "Link",
    "LinkProblem",
    "LinkScan",
    "LinkState",
    "LinkUse",
    "Location",
    "MailMoment",
    "Membership",
    "Milestone",
    "MinistryModerationTask",
    "MinistryPage",
    "ModeratorMail",
    "OrganisationPage",
    "OrganisationType",
    "PageCollection",
    "Phase",
    "PhaseState",
    "PostAuthor",
    "Precision",
    "ProjectPhase",
    "ReadCount",
    "ReadTotal",
    "Role",
    "RoleGroup",
    "Span",
    "State",
    "Topic",
    "waiting_states",
]
