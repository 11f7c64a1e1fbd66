"""Pictures of pages: turned, skewed, stamped, in every file format; and what is not there to read."""

import io
import struct
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst
from PIL import Image, ImageDraw

from jiping.intake.bounded import Bounds, extract_bounded
from jiping.intake.document import Content, Line, Table, UnreadableError
from jiping.intake.opening import read_document
from jiping.intake.readers import image, limits
from jiping.intake.readers.pdf_text import Word
from jiping.intake.readers.scan import engine, perspective, reading, straighten
from jiping.intake.readers.scan.page import ScannedPage

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
CELLS = [
    ("项目", 0, 0, 2, 1), ("资金（万元）", 0, 1, 1, 2), ("预算", 1, 1, 1, 1), ("执行率", 1, 2, 1, 1),
    ("总额", 2, 0, 1, 1), ("3852.54", 2, 1, 1, 1), ("≥95%", 2, 2, 1, 1),
    ("其他", 3, 0, 1, 1), ("-74.72", 3, 1, 1, 1), ("8", 3, 2, 1, 1),
    ("合计", 4, 0, 1, 1), ("", 4, 1, 1, 1), ("100%", 4, 2, 1, 1),
]  # fmt: skip


@lru_cache(maxsize=1)
def page() -> Image.Image:
    """A small page with a title, a form with merged cells and a line below, at 200 dpi."""
    made = typst.compile(
        """#set page(width: 120mm, height: 80mm, margin: 10mm)
        #set text(font: "Noto Serif SC", size: 11pt)
        #align(center)[项目支出绩效自评表]
        #table(columns: (30mm, 36mm, 30mm), align: center + horizon,
          table.cell(rowspan: 2)[项目], table.cell(colspan: 2)[资金（万元）], [预算], [执行率],
          [总额], [3852.54], [≥95%], [其他], [-74.72], [8],
          [合计], [—], [100%])
        填报单位：湘沅市青禾县水利局""".encode(),
        format="pdf",
        font_paths=[str(FONTS)],
    )
    assert isinstance(made, bytes)
    drawn: Image.Image = pypdfium2.PdfDocument(made)[0].render(scale=200 / 72).to_pil()
    return drawn.convert("RGB")


def saved(picture: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def is_the_page(content: Content) -> bool:
    title, table, below = content.blocks
    assert isinstance(table, Table)
    told = [  # a dash is as good as nothing, and under a stamp it may be overlooked
        (
            c.text.replace("(", "（").replace(")", "）").strip("—"),
            c.row,
            c.column,
            c.rows,
            c.columns,
        )
        for c in table.cells
    ]
    assert told == CELLS
    figures = [cell.certainty for cell in table.cells if any(map(str.isdigit, cell.text))]
    assert all(certainty is not None and certainty > 80 for certainty in figures)
    assert isinstance(title, Line) and title.text == "项目支出绩效自评表"
    assert isinstance(below, Line) and below.text.endswith("湘沅市青禾县水利局")
    return True


def stamped(picture: Image.Image) -> Image.Image:
    """With a round red seal over its figures, ink over ink."""
    seal = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(seal)
    draw.ellipse((330, 190, 650, 510), outline=(214, 48, 60), width=7)
    draw.regular_polygon((490, 350, 60), 5, fill=(214, 48, 60))
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(seal)))


def skewed(picture: Image.Image) -> Image.Image:
    return picture.rotate(2.3, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def photographed(picture: Image.Image) -> Image.Image:
    """The sheet on a dark table, from a slant."""
    width, height = picture.size
    desk = Image.new("RGB", (width + 80, height + 80), (95, 85, 70))
    desk.paste(picture, (40, 40))
    corners = (14, 6, -10, height + 70, width + 110, height + 90, width + 64, -8)
    return desk.transform(desk.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


# One page each for what scanners and cameras do, since reading a page takes its time.
@pytest.mark.parametrize(
    "data",
    [
        saved(stamped(page()).rotate(90, expand=True), "JPEG", quality=80),
        saved(skewed(page()).rotate(180, expand=True), "TIFF"),
        saved(photographed(page()), "JPEG", quality=85),
    ],
    ids=["stamped, turned to the left, JPEG", "skewed, upside down, TIFF", "photographed, JPEG"],
)
def test_a_page_is_read_whichever_way_it_lay(data: bytes) -> None:
    assert is_the_page(image.read(data))


def slanted(picture: Image.Image) -> np.ndarray:
    return np.ascontiguousarray(np.asarray(photographed(picture).convert("L")))


def test_a_sheet_on_a_dark_table_is_seen_from_straight_above() -> None:
    flat = perspective.flattened(slanted(page()))

    height, width = flat.shape
    assert abs(width / height - page().width / page().height) < 0.1
    assert min(flat[4, width // 2], flat[-5, width // 2], flat[height // 2, 4]) > 200


def test_a_scan_is_left_as_it_is() -> None:
    for picture in (page(), skewed(page()), Image.new("RGB", (500, 700), "white")):
        grey = np.ascontiguousarray(np.asarray(picture.convert("L")))
        assert perspective.flattened(grey) is grey


def test_wide_lines_are_recognised_one_by_one_and_narrow_ones_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together: list[int] = []

    def read(lines: list[engine.Picture]) -> list[engine.Reading]:
        together.append(len(lines))
        return [engine.Reading(str(line.shape[1]), 1.0) for line in lines]

    monkeypatch.setattr(engine, "_read", read)
    widths = [2000, 60, 700, 60, 500, 60, 1500]

    readings = engine.recognise([np.zeros((48, width), np.uint8) for width in widths])

    assert [int(reading.text) for reading in readings] == widths
    assert together == [3, 1, 1, 1, 1]


def test_a_page_of_a_scan_is_read_within_512_megabytes() -> None:
    a4 = Image.new("RGB", (1654, 2339), "white")
    a4.paste(page(), (350, 300))

    read = extract_bounded("扫描.png", saved(a4), Bounds(memory=512 * limits.MEGABYTE))

    assert [p.message for p in read.problems if "内存" in p.message] == []
    assert any("对照原件" in p.message for p in read.problems)


def test_red_writing_that_is_no_stamp_is_kept() -> None:
    picture = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(picture).text((100, 100), "74.72", fill=(200, 20, 20), font_size=28)

    kept = straighten.without_stamps(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]))

    assert kept.min() < 120


@pytest.fixture
def one_line(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Every page is recognised as one line; the sizes of the pages that were to be recognised."""
    sizes: list[tuple[int, int]] = []

    def recognised(picture: engine.Picture) -> ScannedPage:
        sizes.append(picture.shape[:2])
        return ScannedPage([Word("甲", 1, 1, 9, 9, 5, 0, 1, 99)], [], 100, 100)

    monkeypatch.setattr(reading, "read_page", recognised)
    return sizes


def test_a_tiff_and_a_pdf_of_several_pictures(one_line: list[tuple[int, int]]) -> None:
    more = {"save_all": True, "append_images": [page()]}

    for data in (saved(page(), "TIFF", **more), saved(page(), "PDF", resolution=200, **more)):
        document = read_document("a", data)
        assert document.blocks == (Line("甲", 1, 1, None, 99), Line("甲", 1, 2, None, 99))
        assert [p.where.page for p in document.problems] == [1, 2]
        assert all("对照原件" in p.message for p in document.problems)
    assert one_line[:2] == [page().size[::-1]] * 2
    assert one_line[2:] == [(1133, 1700)] * 2  # a small picture in a PDF is drawn larger


@pytest.mark.usefixtures("one_line")
def test_pages_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SCANNED_PAGES", 1)
    more = {"save_all": True, "append_images": [page(), page()]}

    for data in (saved(page(), "TIFF", **more), saved(page(), "PDF", resolution=200, **more)):
        document = read_document("a", data)
        assert len(document.blocks) == 1
        assert document.problems[-1].where.page == 2
        assert "图像页过多" in document.problems[-1].message


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF"])
def test_every_format_of_pictures(form: str, one_line: list[tuple[int, int]]) -> None:
    assert image.read(saved(page(), form)).blocks
    assert one_line == [page().size[::-1]]


def test_the_camera_says_which_side_is_up(one_line: list[tuple[int, int]]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    image.read(saved(page().rotate(90, expand=True), "JPEG", exif=exif))

    assert one_line == [page().size[::-1]]


def test_a_picture_without_text() -> None:
    with pytest.raises(UnreadableError, match="没有可读的文字"):
        read_document("a.png", saved(Image.new("RGB", (600, 400), "white")))


def test_without_the_extra_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)

    with pytest.raises(UnreadableError) as error:
        read_document("扫描.jpg", saved(page(), "JPEG"))

    assert "pip install rapidocr onnxruntime" in str(error.value)
    assert str(error.value).count("。") == 1


def png(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds one empty line."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def test_pictures_beyond_all_measure_and_damaged_ones_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"图片过大|图片已损坏"):
        image.read(png(60_000, 60_000))
    with pytest.raises(UnreadableError, match="图片过大"):
        image.read(png(9_000, 9_000))
    with pytest.raises(UnreadableError, match="图片过小"):
        image.read(png(20, 20))
    whole = saved(page(), "JPEG")
    for damaged in (whole[:300], b"\x89PNG\r\n\x1a\n" + bytes(99), b"II*\x00" + bytes(20)):
        with pytest.raises(UnreadableError, match="图片已损坏"):
            image.read(damaged)
