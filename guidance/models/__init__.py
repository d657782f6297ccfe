"""What to do about it: challenges, strategies, questions, pathways, backups; whom each is for."""

from .audience import Audience, Stage
from .backup import BackupPair
from .challenge import Challenge, Status, Strategy
from .pathway import Pathway
from .question import Question

__all__ = [
    "Audience",
    "BackupPair",
    "Challenge",
    "Pathway",
    "Question",
    "Stage",
    "Status",
    "Strategy",
]
