"""Files as they arrive when something went wrong on their way."""

import io
import zipfile


def damaged(package: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same package with two bits turned where what is packed of one part begins: it can't be unpacked."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        header = parts.getinfo(part).header_offset
    at = header + 30 + sum(int.from_bytes(package[header + n : header + n + 2], "little") for n in (26, 28))
    return package[:at] + bytes([package[at] | 6]) + package[at + 1 :]
