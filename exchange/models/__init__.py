"""What is stored of comments, answers, followings and choices, and what waits to be mailed."""

from exchange.models.adoption import Adoption
from exchange.models.answer import AnswerStatus, HelpOffer
from exchange.models.choices import NotificationChoice
from exchange.models.comment import Comment, CommentReport, CommentState
from exchange.models.comment_settings import CommentSettings
from exchange.models.follower import Follower, Following, Frequency
from exchange.models.introduction import Introduction
from exchange.models.match import Match, Telling, Unmatched
from exchange.models.question import FollowedBody, Question, QuestionKey, QuestionSort
from exchange.models.waiting import Delivery, Notice, Publication, WeekEdition

__all__ = [
    "Adoption",
    "AnswerStatus",
    "Comment",
    "CommentReport",
    "CommentSettings",
    "CommentState",
    "Delivery",
    "FollowedBody",
    "Follower",
    "Following",
    "Frequency",
    "HelpOffer",
    "Introduction",
    "Match",
    "Notice",
    "NotificationChoice",
    "Publication",
    "Question",
    "QuestionKey",
    "QuestionSort",
    "Telling",
    "Unmatched",
    "WeekEdition",
]
