from django.contrib import admin

from .listing import address
from .models import Program, ProgramFill


class _LookedAt:
    """For looking up only: the next import of the file would undo what is changed here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class UnfilledFilter(admin.SimpleListFilter):
    title = "newest Match"
    parameter_name = "filled"

    def lookups(self, request, model_admin):
        return [("no", "Not all filled")]

    def queryset(self, request, queryset):
        return queryset.unfilled() if self.value() else queryset


class FillInline(_LookedAt, admin.TabularInline):
    model = ProgramFill
    fields = ["year", "quota", "filled", "source"]
    verbose_name_plural = "how it filled, before SOAP"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


@admin.register(Program)
class ProgramAdmin(_LookedAt, admin.ModelAdmin):
    """Programs as an operator brought them in with import_program_results."""

    list_display = ["code", "institution", "city", "state", "name", "specialty", "kind"]
    list_filter = [UnfilledFilter, "track", "specialty", "state"]
    list_select_related = ["specialty"]
    search_fields = ["code", "institution", "city", "name"]
    search_help_text = "An institution, a city, a name or a code."
    fields = ["code", "kind", "name", "institution", "city", "state", "specialty"]
    inlines = [FillInline]

    def view_on_site(self, program):
        return address(q=program.code)
