"""Static files as they are served: named after what they hold, compressed, and short."""

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Leave the indents and comments of stylesheets out: the first page waits for them."""

    def _save(self, name, content):
        if name.endswith(".css"):
            from rcssmin import cssmin  # collectstatic alone needs it

            written = b"".join(content.chunks()).decode()
            content = ContentFile(cssmin(written).encode())
        return super()._save(name, content)
