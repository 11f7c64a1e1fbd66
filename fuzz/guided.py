"""Coverage-guided fuzzing of each reader and of the grammar of values, by atheris.

    python fuzz/guided.py TARGET [CORPUS] [libFuzzer options, as -runs=100000 -rss_limit_mb=512]

An input that raises anything but UnreadableError, takes over 5 s of a processor or too much memory is kept
by libFuzzer as crash-…, timeout-… or oom-… in the working folder. Targets that stand in a zip have
only their part fuzzed: the container is made around it.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
import zipfile
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["jiping"]):
    from jiping.filing.text import fold
    from jiping.filing.values import parse_value
    from jiping.intake.document import Content, UnreadableError
    from jiping.intake.extraction import extract
    from jiping.intake.readers import (
        doc,
        docx,
        html,
        libreoffice,
        mht,
        ofd,
        pdf,
        rtf,
        text,
        xls,
        xlsx,
    )  # fmt: skip

SECONDS = 5.0  # of a processor that an input may take
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
_OFD = b'<o:OFD xmlns:o="http://www.ofdspec.org/2016">%b</o:OFD>'


def zipped(**parts: bytes) -> bytes:
    """A zip of parts; `__` in their names stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def word(data: bytes) -> bytes:
    """A Word file with *data* in its body."""
    body = f'<w:document xmlns:w="{W}"><w:body>'.encode() + data + b"</w:body></w:document>"
    return zipped(**{"[Content_Types].xml": _TYPES, "word/document.xml": body})


def sheet(data: bytes) -> bytes:
    """A workbook with *data* in its sheet."""
    book = f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
    links = f'<Relationships><Relationship Id="r1" Type="{R}/worksheet" Target="sheet.xml"/>'
    return zipped(
        **{
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": (book + "</sheets></workbook>").encode(),
            "xl/_rels/workbook.xml.rels": (links + "</Relationships>").encode(),
            "xl/sheet.xml": f'<worksheet xmlns="{S}">'.encode() + data + b"</worksheet>",
        }
    )


def page(data: bytes) -> bytes:
    """An OFD file with *data* on its page."""
    return zipped(
        **{
            "OFD.xml": _OFD % b"<o:DocBody><o:DocRoot>D.xml</o:DocRoot></o:DocBody>",
            "D.xml": _OFD % b'<o:Pages><o:Page BaseLoc="P.xml"/></o:Pages>',
            "P.xml": _OFD % (b"<o:Content><o:Layer>" + data + b"</o:Layer></o:Content>"),
        }
    )


def values(data: bytes) -> None:
    """The grammar of values: what is read keeps what was published, and is read alike when folded."""
    chosen = atheris.FuzzedDataProvider(data)
    raw = chosen.ConsumeUnicodeNoSurrogates(60)
    value = parse_value(
        raw, chosen.ConsumeUnicodeNoSurrogates(6), chosen.ConsumeUnicodeNoSurrogates(6)
    )
    assert value.raw == raw
    assert value.number is None or value.number.is_finite()
    assert value.high is None or value.number is not None
    fold(raw)


def whole(data: bytes) -> None:
    """A text, from bytes to filing."""
    extract("a", data)


def reading(
    read: Callable[[bytes], Content], make: Callable[[bytes], bytes]
) -> Callable[[bytes], None]:
    """A target that reads what is made of its bytes."""

    def target(data: bytes) -> None:
        read(make(data))

    return target


def _as_it_is(data: bytes) -> bytes:
    return data


TARGETS: dict[str, Callable[[bytes], None]] = {
    "values": values,
    "whole": whole,
    "text": reading(text.read, _as_it_is),
    "html": reading(html.read, _as_it_is),
    "mht": reading(mht.read, _as_it_is),
    "rtf": reading(rtf.read, lambda data: b"{\\rtf1" + data),
    "doc": reading(doc.read, _as_it_is),
    "xls": reading(xls.read, _as_it_is),
    "pdf": reading(lambda data: pdf.pages_within(data) and Content(()), _as_it_is),
    "docx": reading(docx.read, word),
    "xlsx": reading(xlsx.read, sheet),
    "ofd": reading(ofd.read, page),
}


def main() -> None:
    """Fuzz the target that the first argument names."""
    target = TARGETS[sys.argv[1]]
    libreoffice.installed = lambda: None

    def one(data: bytes) -> None:
        began = time.process_time()
        with contextlib.suppress(UnreadableError):
            target(data)
        assert time.process_time() - began < SECONDS, "slow"

    atheris.Setup([sys.argv[0], *sys.argv[2:], f"-timeout={60 * SECONDS:.0f}"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
