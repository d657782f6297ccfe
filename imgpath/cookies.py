"""The cookies that the site itself has browsers keep, beside Django's of staff."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

AGE = 180 * 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """A cookie that is sent to this host alone and lasts for 180 days from when it was kept."""

    plain: str
    former: str
    """What it was called over HTTPS until December 2026; no browser has that after June 2027."""
    former_path: str
    salt: str = ""
    """Without one it is not signed."""
    samesite: str = "Lax"
    for_scripts: bool = False

    @property
    def name(self) -> str:
        """Over HTTPS, a name that browsers let no other host set, of the same domain either."""
        return f"__Host-{self.plain}" if settings.SESSION_COOKIE_SECURE else self.plain

    def read(self, request: HttpRequest) -> str:
        """Return what the browser keeps; "" for nothing, or what is too old, or was changed."""
        name = self.name
        if name not in request.COOKIES and settings.SESSION_COOKIE_SECURE:
            name = self.former
        if self.salt:
            return request.get_signed_cookie(name, default="", salt=self.salt, max_age=AGE)
        return request.COOKIES.get(name, "")

    def keep(self, response: HttpResponse, value: str) -> HttpResponse:
        """Have the browser keep a value; without any it keeps nothing."""
        if not value:
            return self.forget(response)
        how = {"max_age": AGE, "samesite": self.samesite, "httponly": not self.for_scripts}
        how["secure"] = settings.SESSION_COOKIE_SECURE
        if self.salt:
            response.set_signed_cookie(self.name, value, salt=self.salt, **how)
        else:
            response.set_cookie(self.name, value, **how)
        return response

    def forget(self, response: HttpResponse) -> HttpResponse:
        """Have the browser drop it, whatever it is called there."""
        if settings.SESSION_COOKIE_SECURE:
            response.delete_cookie(self.former, path=self.former_path, samesite=self.samesite)
        response.delete_cookie(self.name, samesite=self.samesite)
        return response
