"""OFD files (GB/T 33190, the national fixed-layout format): text and ruled tables by their places."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from jiping.filing import Place, Problem
from jiping.intake.document import Content, UnreadableError

from . import limits, progress
from .ofd_page import OfdPage, Units, box_of, points
from .package import Package, parse_xml
from .page_layout import laid_out
from .pdf_grid import grids_of
from .pdf_paragraphs import PageItems, paragraphs

_A4 = (0.0, 0.0, 210.0, 297.0)
_LOCKED = "已加密，请先在OFD阅读器中解密，或提供原来的Word、Excel或PDF文件。"
_SCAN = "是扫描件（只有图像，没有文字），目前不能识别，请提供Word、Excel或电子版PDF文件。"


def read(data: bytes) -> Content:
    """Read the pages of all documents in the file; raises UnreadableError for a scan or damage."""
    package = Package(data)
    if "Encryptions.xml" in package:
        raise UnreadableError(_LOCKED)
    pages: list[PageItems] = []
    problems = list[Problem]()
    for document in _Document.all_of(package):
        for page in document.pages():
            number = len(pages) + len(problems) + 1
            if number > limits.PAGES:
                raise UnreadableError(
                    f"超过{limits.PAGES}页的上限，请只保留绩效自评表和自评报告后重试。"
                )
            items = document.items(page, number)
            if items is None:
                message = "此页只有图像，没有文字，未能读取。"
                problems.append(Problem(where=Place(page=number), message=message))
            else:
                pages.append(items)
            progress.step_done()
    if not pages and problems:
        raise UnreadableError(_SCAN)
    return Content(tuple(paragraphs(pages).blocks), tuple(problems))


class _Document:
    """One of the documents of an OFD file: its resources, templates and pages."""

    def __init__(self, package: Package, path: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(path)
        self._root = parse_xml(package.required(path))
        common = self._root.find("{*}CommonData")
        self._common = common if common is not None else etree.Element("CommonData")
        self._area = _area(self._common.find("{*}PageArea")) or _A4
        self._units = self._all_units()
        self._templates = {
            template.get("ID"): template.get("BaseLoc") or ""
            for template in self._common.iterchildren("{*}TemplatePage")
        }

    @classmethod
    def all_of(cls, package: Package) -> Iterator[_Document]:
        """The documents that the file's entry names."""
        for root in parse_xml(package.required("OFD.xml")).iter("{*}DocRoot"):
            yield cls(package, (root.text or "").strip().lstrip("/"))

    def pages(self) -> Iterator[etree._Element]:
        """The roots of the pages."""
        for page in self._root.iterfind("{*}Pages/{*}Page"):
            path = self._path(self._folder, page.get("BaseLoc") or "")
            yield parse_xml(self._package.required(path))

    def items(self, root: etree._Element, number: int) -> PageItems | None:
        """What stands on a page; None for one that holds pictures alone."""
        area = _area(root.find("{*}Area")) or self._area
        page = OfdPage(self._units)
        for template in root.iterchildren("{*}Template"):
            location = self._templates.get(template.get("TemplateID"))
            part = self._part(self._folder, location) if location else None
            if part is not None:
                page.add(part)
        page.add(root)
        if not any(page.words()):
            return None if page.pictures else PageItems(number, 0.0, 0.0, [])
        width, height = points(area[2]), points(area[3])
        return laid_out(number, page, grids_of(page.rules), width, height)

    def _all_units(self) -> Units:
        """The composite graphics of the resources, by their numbers."""
        units: dict[str, etree._Element] = {}
        for name in ("PublicRes", "DocumentRes"):
            for told in self._common.iterchildren(f"{{*}}{name}"):
                part = self._part(self._folder, (told.text or "").strip())
                if part is not None:
                    for unit in part.iter("{*}CompositeGraphicUnit"):
                        units.setdefault(unit.get("ID") or "", unit)
        return units

    def _part(self, folder: str, location: str) -> etree._Element | None:
        part = self._package.part(self._path(folder, location))
        return parse_xml(part) if part else None

    def _path(self, folder: str, location: str) -> str:
        """The name of a part told from *folder*; some writers tell it from the root all the same."""
        if location.startswith("/"):
            return posixpath.normpath(location.lstrip("/"))
        path = posixpath.normpath(posixpath.join(folder, location))
        return path if path in self._package else posixpath.normpath(location)


def _area(element: etree._Element | None) -> tuple[float, float, float, float] | None:
    told = element.find("{*}PhysicalBox") if element is not None else None
    return box_of(told.text) if told is not None else None
