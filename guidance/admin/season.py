import calendar

from django.contrib import admin
from django.utils import timezone

from residencies.admin import ReviewedAdmin, ReviewFilter
from residencies.admin.forms import ReviewedForm

from ..models import SeasonEvent


class SeasonEventForm(ReviewedForm):
    def clean(self):
        cleaned = super().clean()
        first, last, season = (cleaned.get(each) for each in ["first_day", "last_day", "season"])
        if first and last and last < first:
            self.add_error("last_day", f"It ends on {last}, before it begins on {first}.")
        latest = timezone.localdate().year + 2
        if season is not None and not 2000 <= season <= latest:
            self.add_error("season", f"{season} is not a Match between 2000 and {latest}.")
        elif season and first and first.year not in (season - 1, season):
            self.add_error("first_day", f"The season of the {season} Match begins in {season - 1}.")
        if cleaned.get("whole_months") and first and last and not _whole_months(first, last):
            self.add_error(
                "whole_months",
                "Give the first day of the first month and the last day of the last month.",
            )
        return cleaned


def _whole_months(first, last):
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


@admin.register(SeasonEvent)
class SeasonEventAdmin(ReviewedAdmin):
    form = SeasonEventForm
    list_display = ["title", "season", "service", "first_day", "certainty", "reported", "review"]
    list_filter = [ReviewFilter, "season", "service", "certainty", "reported"]
    search_fields = ["title", "action", "slug"]
    search_help_text = "Words of the title or of what to do."
    prepopulated_fields = {"slug": ["title", "season"]}
    autocomplete_fields = ["audiences", "strategies", "source"]
    fieldsets = [
        (
            "What happens",
            {"fields": [("title", "season"), "slug", ("service", "part"), "action", "afterwards"]},
        ),
        (
            "When",
            {
                "description": "The file for calendar programs has the days alone: no months, and "
                "nothing that is not known. A new date replaces the old one there when the reader "
                "takes the file again, if you move “As of” on.",
                "fields": [
                    ("certainty", "reported"),
                    ("first_day", "last_day", "whole_months"),
                    "time_of_day",
                ],
            },
        ),
        (
            "What it rests on",
            {
                "fields": [
                    "basis",
                    ("source", "grade"),
                    "official_url",
                    ("as_of", "review_by"),
                ],
            },
        ),
        (
            "Whom it concerns",
            {
                "description": "No audience means everyone whose specialties use the service.",
                "fields": ["audiences", "strategies"],
            },
        ),
    ]
