"""PDF files for tests."""

from __future__ import annotations

import re


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with a text layer."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {shown}ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    rows = b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + rows + end


def misplaced(data: bytes) -> bytes:
    """A PDF whose table of places is wrong: pypdf mends that, and warns of it."""
    head, rows = data.split(b"0000000000 65535 f \n")
    rows = re.sub(rb"(\d{10}) 00000", lambda m: b"%010d 00000" % (int(m[1]) + 3), rows)
    return head + b"0000000000 65535 f \n" + rows
