"""Reading a spreadsheet that somebody uploads, CSV or Excel, into rows of text: bounded, and never guessing in silence.

What can't be read is said in one sentence for the person who chose the file (`UnreadableError`).
"""

from django.utils.translation import gettext as _

from inquiries import reading_csv, reading_workbooks
from inquiries.sheets import Sheet, UnreadableError

LARGEST_FILE = 5 * 2**20
MOST_ROWS = 2000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones behind a password


def read(content: bytes, file_name: str, *, title: str = "") -> Sheet:
    """The rows of a CSV or Excel file; of a workbook the sheet of this title, or else the first. Raises UnreadableError."""
    if not content.strip(b" \t\r\n\x00"):
        raise UnreadableError(_("The file is empty. Choose another one, or start from the template."))
    if len(content) > LARGEST_FILE:
        raise UnreadableError(
            _("The file is larger than %(n)s MB. A list of people is far smaller: save the sheet alone.")
            % {"n": LARGEST_FILE // 2**20}
        )
    if content.startswith(OLE):
        raise UnreadableError(_old_or_locked(content))
    lines, notes = (
        reading_workbooks.read(content, title)
        if content.startswith(b"PK\x03\x04")
        else reading_csv.read(content, file_name)
    )
    kept = []
    for line in lines:
        if not line.is_blank:
            kept.append(line)
        if len(kept) > MOST_ROWS + 5:
            raise UnreadableError(too_many_rows())
    return Sheet(kept, notes)


def too_many_rows() -> str:
    said = _("The file has more than %(n)s rows. Import it in parts of %(n)s rows or fewer.")
    return said % {"n": f"{MOST_ROWS:,}"}


def _old_or_locked(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("The file is protected by a password. Take the password off, save it, and choose it again.")
    return _(
        "This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) or as CSV, and choose that."
    )
