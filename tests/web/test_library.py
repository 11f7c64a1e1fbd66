"""The library of indicators: kept by the bureau in Excel, offered where units fill in."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from jiping.web.history.models import Entry as LogEntry
from jiping.web.library.models import Entry

HEAD = ["行业", "适用", "一级指标", "二级指标", "三级指标", "参考指标值", "指标解释", "依据"]
ROAD = ["交通", "项目", "产出指标", "数量指标", "新建农村公路里程", "≥10公里", "", "行业标准"]


def workbook(*rows: list[str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def take_in(county: Any, data: bytes) -> tuple[int, str]:
    told = {"file": SimpleUploadedFile("指标库.xlsx", data)}
    answer = county.client("bureau").post("/library/list", told, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_library_is_taken_in_offered_downloaded_and_brought_up_to_date(county: Any) -> None:
    assert "指标库还是空的" in county.client("bureau").get("/library/list").content.decode()
    both = ["通用", "", "满意度指标", "服务对象满意度指标", "群众满意度", "≥95%"]
    assert "新增 3 条，更新 0 条" in take_in(county, workbook(HEAD, ROAD, both))[1]
    preparer = county.client("preparer@104")
    offered = preparer.get("/library?sector=交通&kind=project").json()["entries"]
    assert {one["name"] for one in offered} == {"新建农村公路里程", "群众满意度"}

    # What is downloaded is taken in again as it is; a changed row is brought up to date.
    same = county.client("bureau").get("/library/list.xlsx").getvalue()
    assert "新增 0 条，更新 0 条" in take_in(county, same)[1]
    changed = [*ROAD[:5], "≥12公里"]
    assert "新增 0 条，更新 1 条" in take_in(county, workbook(HEAD, changed))[1]
    road = Entry.objects.get(name="新建农村公路里程")
    assert (road.target, road.source) == ("≥12公里", "")
    assert LogEntry.objects.filter(action="library.import").count() == 3

    county.client("bureau").post("/library/list", {"off": road.pk})
    offered = preparer.get("/library?sector=交通&kind=project").json()["entries"]
    assert [one["name"] for one in offered] == ["群众满意度"]


def test_faults_are_told_row_by_row_and_nothing_is_taken_in(county: Any) -> None:
    rows = [
        ["交通", "道路", "产出指标", "数量指标", "里程"],
        ["", "", "产出指标", "数量指标", "里程"],
        ["交通", "", "产出指标", "数量指标", "里" * 200],
        ROAD,
        ROAD,
    ]
    status, shown = take_in(county, workbook(HEAD, *rows))
    assert status == 422
    assert "有 4 行不能导入" in shown
    assert "第2行：“适用”应为部门整体或项目，或者不填。" in shown
    assert "第3行：没有填“行业”。" in shown
    assert "第4行：“三级指标”最多120个字。" in shown
    assert "第6行：与第5行重复。" in shown
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a workbook", "请上传 .xlsx 文件"),
        (workbook(["编号", "名称"], ["1", "里程"]), "没有找到“三级指标”一列"),
        (workbook(HEAD), "表头下面没有内容。"),
    ],
)
def test_what_is_no_library_is_told_in_one_sentence(county: Any, data: bytes, said: str) -> None:
    status, shown = take_in(county, data)
    assert (status, said in shown) == (422, True)


def test_only_the_bureau_keeps_the_library(county: Any) -> None:
    for name in ("preparer@104", "department_reviewer@104", "third_party", "system_admin"):
        assert county.client(name).get("/library/list").status_code == 403, name
        assert county.client(name).get("/library/list.xlsx").status_code == 403, name
