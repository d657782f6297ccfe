"""How the log reads: lines for people, or a JSON object a line for what collects logs."""

import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestId(logging.Filter):
    """Give each line the name of the request in which it was written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def configuration(*, json: bool) -> dict:
    """Return the setting LOGGING. As JSON, each request has a line too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestId}},
        "formatters": {
            "lines": {"format": "%(levelname)s %(name)s: %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "{asctime}{levelname}{name}{message}{request_id}",
                "style": "{",
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": "json" if json else "lines",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": dict.fromkeys(
            ["imgpath.requests", "imgpath.staff"], {"level": "INFO" if json else "WARNING"}
        ),
    }
