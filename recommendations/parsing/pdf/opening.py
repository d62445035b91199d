"""Opening a PDF, or saying by name why not."""

from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from recommendations.parsing.errors import Unreadable

REFUSED: Final = {
    raw.FPDF_ERR_PASSWORD: "encrypted",
    raw.FPDF_ERR_SECURITY: "encrypted",
}


def open_pdf(data: bytes, most_pages: int) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable(REFUSED.get(getattr(error, "err_code", None) or 0, "damaged")) from None
    if not len(document):
        document.close()
        raise Unreadable("damaged")
    if len(document) > most_pages:
        document.close()
        raise Unreadable("too_many_pages")
    return document
