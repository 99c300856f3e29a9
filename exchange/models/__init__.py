"""What is stored of comments, followings and choices, and what waits to be mailed."""

from exchange.models.adoption import Adoption
from exchange.models.choices import NotificationChoice
from exchange.models.comment import Comment, CommentState
from exchange.models.follower import Follower, Following, Frequency
from exchange.models.introduction import Introduction
from exchange.models.match import Match, Telling, Unmatched
from exchange.models.question import FollowedBody, Question, QuestionKey
from exchange.models.waiting import Delivery, Notice, Publication

__all__ = [
    "Adoption",
    "Comment",
    "CommentState",
    "Delivery",
    "FollowedBody",
    "Follower",
    "Following",
    "Frequency",
    "Introduction",
    "Match",
    "Notice",
    "NotificationChoice",
    "Publication",
    "Question",
    "QuestionKey",
    "Telling",
    "Unmatched",
]
