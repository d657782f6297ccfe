"""What the evidence says: sources, specialties and the figures that rest on them."""

from .cohorts import CohortStatistic, PreferredMatchRate
from .corrections import Correction
from .findings import Contradiction, Finding
from .results import MatchResult, StateResult
from .revision import Revision
from .source import Grade, Source
from .specialty import Specialty
from .terms import SignalAllocation, VisaFact
from .totals import MatchRate, PositionTotal
from .translations import Translation

__all__ = [
    "CohortStatistic",
    "Contradiction",
    "Correction",
    "Finding",
    "Grade",
    "MatchRate",
    "MatchResult",
    "PositionTotal",
    "PreferredMatchRate",
    "Revision",
    "SignalAllocation",
    "Source",
    "Specialty",
    "StateResult",
    "Translation",
    "VisaFact",
]
