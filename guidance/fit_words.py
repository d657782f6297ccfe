"""The judgements of `fit` and `what_if` in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fit import Level, Rule
from .what_if import Answer, Standing

FITS = {
    Level.FOR: (_("More speaks for it"), _("Something speaks for it, and nothing against it.")),
    Level.MIXED: (_("For and against"), _("Something on both sides, or nothing clear on either.")),
    Level.AGAINST: (
        _("More speaks against it"),
        _("Something speaks against it, and nothing for it."),
    ),
    Level.UNKNOWN: (
        _("Not known"),
        _(
            "No figure decides, or it depends on an answer that you have not given. Unknown does "
            "not count against a specialty: ask programs."
        ),
    ),
}
LEVELS = {
    Level.FOR: pgettext_lazy("a reason", "For"),
    Level.MIXED: pgettext_lazy("a reason", "In between"),
    Level.AGAINST: pgettext_lazy("a reason", "Against"),
    Level.UNKNOWN: _("Not known"),
}
RULES = {
    Rule.ONE_YEAR: _("One year only: it leads to no board by itself."),
    Rule.NO_VISA: _("You need a visa, and none of the programs looked at took one."),
    Rule.RARE: _("Rare for your group, over the whole range of its share."),
}
# The headings as they stand in a sentence.
STANDINGS = {
    Standing.LEFT_OUT: _("left out"),
    Standing.FOR: _("more speaks for it"),
    Standing.MIXED: _("for and against"),
    Standing.AGAINST: _("more speaks against it"),
    Standing.UNKNOWN: _("not known"),
}
IFS = {
    Answer.HIGHER_SCORE: _("If your score were ten points higher"),
    Answer.NEEDS_NO_VISA: _("If you needed no visa"),
    Answer.NEEDS_VISA: _("If you needed a visa"),
    Answer.STEP_3: _("If you had passed Step 3"),
    Answer.US_CITIZEN: _("If you were a US citizen"),
    Answer.NOT_US_CITIZEN: _("If you were not a US citizen"),
}
# What no figure by specialty tells: its name, the topics of its findings, and where more is said.
ONCE = {
    "attempts": (_("Failed exams"), {"Attempts", "Exam attempts"}, "failed-exam"),
    "graduated": (_("Year of graduation"), {"Years since graduation"}, "years-since-graduation"),
    "research": (_("Research"), {"Research"}, "research-and-publications"),
    "experience": (_("US clinical experience"), {"US clinical experience"}, "us-experience"),
}
# The answers that would say more, by their name in a profile.
MISSING = {
    "citizenship": _(
        "Whether you are a US citizen: figures are published apart for the two groups of IMGs."
    ),
    "score": _("Your Step 2 CK score: it is set against the scores of those who matched."),
    "visa": _("Whether you need a visa: for a few specialties it is known what programs took."),
}
