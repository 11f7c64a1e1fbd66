"""Characters in pictures, by the models that RapidOCR brings along (PP-OCR); nothing is downloaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, NamedTuple

from jiping.intake.document import UnreadableError
from jiping.intake.readers import progress

Picture = Any  # numpy.ndarray: rows × columns, or × 3 colours (blue, green, red)

NOT_INSTALLED = (
    "是扫描件或图片，识别其中文字需要先安装OCR组件：在本程序的环境中运行"
    "python -m pip install rapidocr onnxruntime后再试，或提供Word、Excel或电子版PDF文件。"
)
_HEIGHT = 48  # of the lines that the model of characters was trained on
_NARROWEST, _WIDEST = 96, 3200
_PIXELS_TOGETHER = 1200  # width of the lines recognised at once: each eighth has 18,000 answers
_DETECTED_AT = 1088  # pixels of the longer side in which lines of text are looked for
#: What a figure is written with: the least certain of these counts for the whole. (Commas and
#: brackets are not among them: models waver between their two widths, which is all the same.)
_FIGURE = re.compile(r"[\d.%‰≥≤<>=~+\-－—/万亿元]")
_DIGIT = re.compile(r"\d")


class Reading(NamedTuple):
    """A recognised line and how certain it is, between 0 and 1.

    For a line with digits that is the certainty of the least certain sign of its figures.
    """

    text: str
    certainty: float


def installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def require() -> None:
    """Raise UnreadableError with the command that installs the extra where it is missing."""
    if not installed():
        raise UnreadableError(NOT_INSTALLED)


def detect(picture: Picture) -> list[tuple[float, float, float, float]]:
    """The lines of text in a picture, as upright boxes (left, top, right, bottom) in its pixels."""
    import cv2

    height, width = picture.shape[:2]
    scale = min(1.0, _DETECTED_AT / max(height, width))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
    found = []
    for corners in _detector()(small):
        (left, top), (right, bottom) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
        found.append((float(left), float(top), float(right), float(bottom)))
    progress.step_done()
    return found


def recognise(lines: list[Picture]) -> list[Reading]:
    """Read each picture of one line of text."""
    order = sorted(range(len(lines)), key=lambda index: _width(lines[index]))
    readings = [Reading("", 0.0)] * len(lines)
    for batch in _batches(order, lines):
        for index, reading in zip(batch, _read([lines[i] for i in batch]), strict=True):
            readings[index] = reading
        progress.step_done()
    return readings


def _batches(order: list[int], lines: list[Picture]) -> Iterator[list[int]]:
    """Lines from the narrowest on, so many at once as their answers leave memory for."""
    batch: list[int] = []
    for index in order:
        wide = max(_width(lines[index]), _NARROWEST)
        if batch and (len(batch) + 1) * wide > _PIXELS_TOGETHER:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _width(line: Picture) -> int:
    height, width = line.shape[:2]
    return min(max(int(_HEIGHT * width / max(height, 1) + 0.5), 1), _WIDEST)


def _read(lines: list[Picture]) -> list[Reading]:
    import cv2
    import numpy as np

    widths = [_width(line) for line in lines]
    batch = np.zeros((len(lines), 3, _HEIGHT, max(_NARROWEST, *widths)), dtype=np.float32)
    for index, (line, width) in enumerate(zip(lines, widths, strict=True)):
        colour = line if line.ndim == 3 else cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)
        scaled = cv2.resize(colour, (width, _HEIGHT))
        batch[index, :, :, :width] = scaled.transpose(2, 0, 1) / 127.5 - 1
    session, characters = _recogniser()
    answers = _run(session, batch)
    return [_reading(answer, characters) for answer in answers]


def _reading(answer: Any, characters: list[str]) -> Reading:
    """The text of one line: the likeliest sign at each step, repetitions and gaps left out."""
    best = answer.argmax(axis=1)
    signs: list[tuple[str, float]] = []
    before = 0
    for step, index in enumerate(best):
        if index == 0 or index == before:
            if index and signs:
                signs[-1] = (signs[-1][0], max(signs[-1][1], float(answer[step, index])))
            before = index
            continue
        signs.append((characters[index], float(answer[step, index])))
        before = index
    text = "".join(sign for sign, _ in signs)
    told = signs
    if _DIGIT.search(text):
        told = [pair for pair in signs if _FIGURE.match(pair[0])]
        return Reading(text.strip(), min(certainty for _, certainty in told))
    return Reading(text.strip(), sum(c for _, c in told) / len(told) if told else 0.0)


@lru_cache(maxsize=1)
def _recogniser() -> tuple[Any, list[str]]:
    """The session of the model of characters, and its characters (the first stands for none)."""
    session = _session("rec")
    told = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return session, ["", *told, " "]


@lru_cache(maxsize=1)
def _detector() -> Callable[[Picture], Any]:
    """From a picture to the corners of its lines of text."""
    from rapidocr.ch_ppocr_det.utils import DBPostProcess, DetPreProcess

    session = _session("det")
    prepared = DetPreProcess(32, "min", [0.5] * 3, [0.5] * 3)
    corners = DBPostProcess(
        thresh=0.3, box_thresh=0.5, max_candidates=3000, unclip_ratio=1.6, use_dilation=True
    )

    def detected(picture: Picture) -> Any:
        return corners(_run(session, prepared(picture)), picture.shape[:2])[0]

    return detected


def _run(session: Any, batch: Any) -> Any:
    """What a model answers; raises MemoryError where it does not get its memory."""
    try:
        (answer,) = session.run(None, {session.get_inputs()[0].name: batch})
    except Exception as error:
        if "alloc" in str(error):
            raise MemoryError from error
        raise
    return answer


def _session(task: str) -> Any:
    """A model of the installed package, run on one thread and without a store of memory.

    Its weights are held once, not again in the order in which they would be read fastest.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.disable_prepacking", "1")
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    folder = files("rapidocr").joinpath("models")
    (model,) = (
        path
        for path in folder.iterdir()
        if f"_{task}_" in path.name and path.name.endswith(".onnx")
    )
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
