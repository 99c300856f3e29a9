"""What is stored of comments and followings, and what waits to be mailed."""

from exchange.models.comment import Comment, CommentReport, CommentState
from exchange.models.comment_settings import CommentSettings
from exchange.models.follower import Follower, Following, Frequency
from exchange.models.question import FollowedBody, Question, QuestionKey
from exchange.models.waiting import Delivery, Notice, Publication

__all__ = [
    "Comment",
    "CommentReport",
    "CommentSettings",
    "CommentState",
    "Delivery",
    "FollowedBody",
    "Follower",
    "Following",
    "Frequency",
    "Notice",
    "Publication",
    "Question",
    "QuestionKey",
]
