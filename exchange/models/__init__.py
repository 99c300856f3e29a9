"""What is stored of followings, and what waits to be mailed."""

from exchange.models.follower import Follower, Following, Frequency
from exchange.models.question import FollowedBody, Question, QuestionKey
from exchange.models.waiting import Delivery, Notice, Publication

__all__ = [
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
