"""What to do about it, for whom, by when, at what price, and which rules and policies hold."""

from .audience import Audience, Stage
from .backup import BackupPair
from .board import AlternativeLicense, StateBoard
from .challenge import Challenge, Status, Strategy
from .fee import Fee
from .glossary import GlossaryTerm
from .notice import Notice
from .opposition import Opposition
from .pathway import Pathway
from .question import Question
from .route import Outcome, Route, RouteAnswer, RouteQuestion
from .season import SeasonEvent

__all__ = [
    "AlternativeLicense",
    "Audience",
    "BackupPair",
    "Challenge",
    "Fee",
    "GlossaryTerm",
    "Notice",
    "Opposition",
    "Outcome",
    "Pathway",
    "Question",
    "Route",
    "RouteAnswer",
    "RouteQuestion",
    "SeasonEvent",
    "Stage",
    "StateBoard",
    "Status",
    "Strategy",
]
