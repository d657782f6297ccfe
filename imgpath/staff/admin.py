"""Users and roles: pages that decide who gets in, and so ask for the second factor once more."""

from functools import wraps

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef

from . import assurance, inviting
from .roles import ROLES

# allauth's own pages show the secrets of second factors, and change them without a trace.
admin.site.unregister([User, Group, EmailAddress, Authenticator, UserSession])
FACTORS = Authenticator.objects.filter(user=OuterRef("pk"), type__in=assurance.FACTORS)


def fresh(view):
    """Ask for the second factor again unless it was used in the last minutes.

    A form that was sent too late is kept and taken up again after that, but for its passwords.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if assurance.is_recent(request):
            return view(request, *args, **kwargs)
        request.POST = request.POST.copy()
        for name in [name for name in request.POST if "password" in name]:
            del request.POST[name]
        raise ReauthenticationRequired

    return guarded


class FreshAdmin(admin.ModelAdmin):
    def get_urls(self):
        urls = super().get_urls()
        for each in urls:
            each.callback = fresh(each.callback)
        return urls


class FactorFilter(admin.SimpleListFilter):
    title = "second factor"
    parameter_name = "factor"

    def lookups(self, request, model_admin):
        return [("yes", "Set up"), ("no", "Not set up")]

    def queryset(self, request, queryset):
        return queryset.filter(factor=self.value() == "yes") if self.value() else queryset


class NewStaffForm(UserCreationForm):
    """Somebody who has no password yet."""

    password1 = password2 = None

    def set_password_and_save(self, user, commit=True):
        user.set_unusable_password()
        if commit:
            user.save()
        return user


@admin.register(User)
class StaffAdmin(FreshAdmin, UserAdmin):
    """Everyone here is staff. Nobody is deleted, so that what was done keeps its name."""

    add_form, add_form_template = NewStaffForm, None
    list_display = ["username", "first_name", "last_name", "roles", "factor", "is_active"]
    list_display += ["last_login"]
    list_filter = ["is_active", "groups", FactorFilter]
    actions = ["new_password", "reset_second_factor"]
    filter_horizontal = []
    readonly_fields = ["password_chosen", "factor", "last_login"]
    add_fieldsets = [
        (
            None,
            {
                "description": "Once they are saved you are shown an address, where they choose a "
                "password. At the first sign-in they set up a second factor.",
                "fields": ["username", "first_name", "last_name", "groups"],
            },
        ),
    ]
    fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name")]}),
        (
            "What they may do",
            {
                "description": "An author writes drafts. An editor changes all content. A "
                "publisher also publishes and decides conflicts. An administrator keeps users "
                "and roles, and no content.",
                "fields": ["groups", "is_active", "is_superuser"],
            },
        ),
        (
            "Signing in",
            {
                "description": "A closed account ends their sessions at once. For a password or a "
                "second factor that was lost, choose the user in the list, and then the action.",
                "fields": ["password_chosen", "factor", "last_login"],
            },
        ),
    ]

    def get_urls(self):
        """Leave out the page where Django lets an administrator choose somebody's password."""
        return [each for each in super().get_urls() if each.name != "auth_user_password_change"]

    def get_queryset(self, request):
        queryset = super().get_queryset(request).annotate(factor=Exists(FACTORS))
        return queryset.prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Superuser", *names] if user.is_superuser else names)

    @admin.display(description="password chosen", boolean=True)
    def password_chosen(self, user):
        return user.has_usable_password()

    @admin.display(description="second factor", boolean=True, ordering="factor")
    def factor(self, user):
        return assurance.has_factor(user) if user._state.adding else user.factor

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = ""
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """Leave superusers to superusers: whoever sets their password becomes one."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        fixed = [] if request.user.is_superuser else ["is_superuser"]
        fixed += ["is_active"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not change:
            inviting.invite(request, obj)
        if not obj.is_active:
            assurance.end_sessions(obj)

    @admin.action(description="Let them choose a new password", permissions=["change"])
    def new_password(self, request, queryset):
        """Take a password away that was lost or stolen; a second factor stays."""
        for user in queryset:
            if user == request.user:
                told = "You change your own password under “Signing in”."
                self.message_user(request, told, messages.ERROR)
            elif not self.has_change_permission(request, user):
                self.message_user(request, f"Only a superuser may: {user}.", messages.ERROR)
            else:
                inviting.invite(request, user)
                self.log_change(request, user, "Link for a new password made.")

    @admin.action(description="Reset the second factor", permissions=["change"])
    def reset_second_factor(self, request, queryset):
        """Take a lost factor away; at the next sign-in a new one must be set up."""
        for user in queryset:
            if not self.has_change_permission(request, user):
                self.message_user(request, f"Only a superuser may: {user}.", messages.ERROR)
                continue
            Authenticator.objects.filter(user=user).delete()
            assurance.end_sessions(user)
            self.log_change(request, user, "Second factor reset.")
            self.message_user(
                request,
                f"{user}: reset and signed out. Be sure that it is they who asked: until they "
                "sign in again, their password alone is enough to set up a new one.",
                messages.WARNING,
            )


@admin.register(Group)
class RoleAdmin(FreshAdmin, GroupAdmin):
    """The four roles come with a release (roles.py) and are only shown; others may be added."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _ships(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _ships(obj)


def _ships(group):
    return group is not None and group.name in ROLES
