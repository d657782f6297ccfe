"""The lines of a PDF, page by page."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from .listed import Line


class NotRead(Exception):
    """The file cannot be read as a PDF; the message says why."""


def lines(path: Path) -> Iterator[Line]:
    """Yield every line of text of a PDF. Raises NotRead."""
    try:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                for number, text in enumerate(page.extract_text().splitlines(), 1):
                    yield Line(page.page_number, number, text)
                page.close()  # or the memory grows with each page
    except FileNotFoundError:
        raise NotRead(f"There is no file {path}.") from None
    except (OSError, PDFException, PdfminerException) as error:
        raise NotRead(f"{path} could not be read as a PDF: {error!r}.") from error
