"""Words that are marked for translation where they are defined, and translated where they are used.

Django's own function of the name reads the settings, which pure modules do without. Pure.
"""


def gettext_noop(message: str) -> str:
    """Return ``message`` as it is; the tools that collect messages know it by this name."""
    return message
