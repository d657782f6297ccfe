"""What to do about it: challenges, strategies, questions, pathways, backups, fees; for whom."""

from .audience import Audience, Stage
from .backup import BackupPair
from .challenge import Challenge, Status, Strategy
from .fee import Fee
from .opposition import Opposition
from .pathway import Pathway
from .question import Question
from .season import SeasonEvent

__all__ = [
    "Audience",
    "BackupPair",
    "Challenge",
    "Fee",
    "Opposition",
    "Pathway",
    "Question",
    "SeasonEvent",
    "Stage",
    "Status",
    "Strategy",
]
