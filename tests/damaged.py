"""Files as they arrive when something went wrong on their way."""

import io
import zipfile


def damaged(workbook: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same workbook with two bits turned where the packed text of one part begins: it can't be unpacked."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        at = package.getinfo(part).header_offset + 30 + len(part)
    return workbook[:at] + bytes([workbook[at] | 6]) + workbook[at + 1 :]
