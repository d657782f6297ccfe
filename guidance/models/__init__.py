"""What to do about it: challenges, strategies, questions and pathways, and whom each is for."""

from .audience import Audience, Stage
from .challenge import Challenge, Status, Strategy
from .pathway import Pathway
from .question import Question

__all__ = ["Audience", "Challenge", "Pathway", "Question", "Stage", "Status", "Strategy"]
