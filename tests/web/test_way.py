"""The way of a filing: submitted, returned, approved, accepted, published; every step is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from jiping.web.append_only import AppendOnlyError
from jiping.web.filings.models import Draft, Filing, Version
from jiping.web.filings.submit import submit
from jiping.web.history.chain import sm3
from jiping.web.history.models import Entry
from jiping.web.refusal import ConflictError, ForbiddenError, InvalidError, MissingError
from jiping.web.reviews.decide import decide


def change(filing: Filing, **parts: Any) -> None:
    draft = Draft.objects.get(filing=filing)
    draft.content = json.dumps({**json.loads(draft.content), **parts}, ensure_ascii=False)
    draft.save()


def test_a_filing_goes_its_way_from_draft_to_publication(county: Any, drafted: Filing) -> None:
    version = submit(county.actor("preparer@104"), drafted.pk, 1)
    assert (version.number, version.address) == (1, "10.0.0.8")

    assert (
        decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 1).state
        == "finance_review"
    )
    assert decide(county.actor("bureau"), drafted.pk, "approve", 1).state == "accepted"
    assert decide(county.actor("bureau"), drafted.pk, "publish", 1).state == "published"
    acts = list(drafted.decisions.values_list("act", flat=True))
    assert acts == ["submit", "approve", "approve", "publish"]


def test_a_unit_under_a_department_is_reviewed_there_too(county: Any, drafted: Filing) -> None:
    Filing.objects.filter(pk=drafted.pk).update(unit=county.river)
    change(drafted, unit=county.river.name)
    found = None
    try:
        submit(county.actor("preparer@104001"), drafted.pk, 1)
    except InvalidError as error:
        found = error
    assert found is None or not found.detail["errors"]


def test_errors_block_the_submission_and_are_told(county: Any, drafted: Filing) -> None:
    change(drafted, total={"weight": "100", "score": "12"})
    with pytest.raises(InvalidError) as refused:
        submit(county.actor("preparer@104"), drafted.pk, 1)

    assert "错误须改正" in refused.value.message
    assert refused.value.detail["errors"][0]["pointer"].startswith("/total")
    drafted.refresh_from_db()
    assert (drafted.state, drafted.submitted) == ("drafting", 0)


def test_warnings_want_an_answer(county: Any, post: Any, drafted: Filing, clean: Any) -> None:
    rows = json.loads(json.dumps(clean["indicators"]))
    rows[5]["reason"] = "还需加强。"
    change(drafted, indicators=rows)
    client = county.client("preparer@104")
    status, told = post(client, f"/filings/{drafted.pk}/submission", {"base": 1})
    assert (status, told["errors"]) == (422, [])
    assert told["unanswered"]

    for one in told["unanswered"]:
        body = {"fingerprint": one["fingerprint"], "text": "已在会上说明，见纪要。"}
        assert post(client, f"/filings/{drafted.pk}/answers", body)[0] == 200
    assert post(client, f"/filings/{drafted.pk}/submission", {"base": 1})[0] == 200
    kept = json.loads(Version.objects.get(filing=drafted).outcome)
    assert kept["findings"][0]["answer"] == "已在会上说明，见纪要。"


def test_marked_gaps_of_the_report_block_the_submission(
    county: Any, drafted: Filing, clean: Any
) -> None:
    report = json.loads(json.dumps(clean["report"]))
    report["sections"][0]["text"] += "【待填：内设机构名称】"
    change(drafted, report=report)
    with pytest.raises(InvalidError) as refused:
        submit(county.actor("preparer@104"), drafted.pk, 1)

    assert refused.value.detail["gaps"] == [
        {"at": "/report/sections/0/text", "text": "【待填：内设机构名称】"}
    ]


def test_an_empty_form_is_not_submitted(county: Any, post: Any, drafted: Filing) -> None:
    change(
        drafted,
        goals={},
        report={"sections": [{"heading": "基本情况", "text": " "}]},
        indicators=[{"level1": "产出指标", "level2": "数量指标"}],
    )
    client = county.client("preparer@104")
    county.water.filings.get().remarks.create(
        version=1,
        pointer="/goals/achieved",
        text="太笼统",
        by=county.users["bureau"],
        at=timezone.now(),
    )
    left = client.get(f"/filings/{drafted.pk}/submission").json()
    told = left["gaps"]
    assert left["unreplied"] == 1
    assert [one["text"] for one in told] == [
        "没有填年度总体目标的预期目标。",
        "没有填年度总体目标的实际完成情况。",
        "没有填绩效指标。",
        "没有写自评报告。",
    ]
    status, refused = post(client, f"/filings/{drafted.pk}/submission", {"base": 1})
    assert (status, refused["gaps"]) == (422, told)
    assert "4 处待填内容须补上" in refused["message"]


def test_each_empty_value_is_named_except_of_what_does_not_apply(
    county: Any, drafted: Filing, clean: Any
) -> None:
    rows = json.loads(json.dumps(clean["indicators"]))
    del rows[0]["actual"], rows[0]["score"], rows[1]["name"]
    void = {"level1": "效益指标", "level2": "生态效益指标"}
    rows += [{**void, "name": "不涉及"}, {**void, "name": "水质", "target": {"raw": "无"}}, void]
    budget = json.loads(json.dumps(clean["budget"]))
    del budget["rows"][0]["executed"]
    change(drafted, indicators=rows, budget=budget)
    client = county.client("preparer@104")
    told = client.get(f"/filings/{drafted.pk}/submission").json()["gaps"]
    name = rows[0]["name"]
    assert [(one["at"], one["text"]) for one in told] == [
        ("/budget/rows/0/executed", "“年度资金总额”没有填全年执行数。"),
        ("/indicators/0/actual", f"指标“{name}”没有填完成值、得分。"),
        ("/indicators/1/name", "第2个指标没有填名称。"),
    ]


def test_a_draft_that_was_edited_meanwhile_is_not_submitted(county: Any, drafted: Filing) -> None:
    with pytest.raises(ConflictError):
        submit(county.actor("preparer@104"), drafted.pk, 0)


def test_a_return_needs_a_reason_and_leads_back_to_the_draft(county: Any, drafted: Filing) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    reviewer = county.actor("unit_reviewer@104")
    with pytest.raises(InvalidError):
        decide(reviewer, drafted.pk, "return", 1, "改")

    assert (
        decide(reviewer, drafted.pk, "return", 1, "满意度的依据不足，请补充。").state == "drafting"
    )
    notice = county.users["preparer@104"].notices.get()
    assert notice.sentence.endswith("被退回：满意度的依据不足，请补充。")
    assert submit(county.actor("preparer@104"), drafted.pk, 1).number == 2


def test_a_decision_on_an_older_submission_is_refused(county: Any, drafted: Filing) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    with pytest.raises(ConflictError):
        decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 0)


def test_the_bureau_sees_a_version_only_once_it_has_reached_it(
    county: Any, drafted: Filing
) -> None:
    from jiping.web.filings.versions import version_for

    submit(county.actor("preparer@104"), drafted.pk, 1)
    bureau = county.users["bureau"]
    with pytest.raises(MissingError):
        version_for(bureau, drafted.pk, 1)
    decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 1)
    assert version_for(bureau, drafted.pk, 1).number == 1


def test_who_may_not_decide_is_told_in_which_state_it_is(county: Any, drafted: Filing) -> None:
    with pytest.raises(ForbiddenError, match="填报中"):
        decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 0)


def test_a_version_never_changes(county: Any, drafted: Filing) -> None:
    from django.db import DatabaseError, connection, transaction

    version = submit(county.actor("preparer@104"), drafted.pk, 1)
    assert version.sm3 == sm3(version.content)
    version.content = "{}"
    for act in (version.save, version.delete, Version.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        Version.objects.update(content="{}")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE filings_version SET content = '{}'")


def test_reviewed_scores_stand_beside_the_others(county: Any, post: Any, drafted: Filing) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 1)
    client, url = county.client("bureau"), f"/filings/{drafted.pk}/scores"

    status, told = post(
        client, url, {"pointer": "/indicators/0", "score": "7.5", "reason": "少1公里"}
    )
    assert (status, told["reviewed_total"]) == (200, "98.88")
    assert post(client, url, {"pointer": "/indicators/0", "score": "9"})[0] == 422
    assert post(client, url, {"pointer": "/indicators/99", "score": "1"})[0] == 422
    status, told = post(client, url, {"pointer": "/indicators/0", "score": ""})
    assert told["reviewed_total"] is None


def test_remarks_follow_their_row_and_are_replied_to(
    county: Any, post: Any, drafted: Filing
) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    reviewer, preparer = county.client("unit_reviewer@104"), county.client("preparer@104")
    url = f"/filings/{drafted.pk}"
    body = {"pointer": "/indicators/2/actual", "text": "依据是什么？"}
    assert post(reviewer, f"{url}/remarks", body)[0] == 200
    assert post(reviewer, f"{url}/remarks", {**body, "pointer": "/indicators/77/name"})[0] == 422

    back = {"act": "return", "version": 1, "reason": ""}
    assert post(reviewer, f"{url}/decisions", back)[0] == 200
    edits = {
        "base": 1, "client": "c6a1c0de-0000-4000-8000-000000000002",
        "edits": [{"op": "remove", "at": "/indicators/0"}],
    }  # fmt: skip
    assert post(preparer, f"{url}/edits", edits)[0] == 200
    remark = drafted.remarks.get()
    assert remark.pointer == "/indicators/1/actual"
    assert post(preparer, f"{url}/remarks/{remark.pk}/reply", {"text": "见验收报告"})[0] == 200


def test_every_act_stands_in_the_log(county: Any, drafted: Filing) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 1)

    told = list(Entry.objects.order_by("seq").values_list("action", "actor", "role", "address"))
    assert told == [
        ("filing.submit", "preparer@104", "preparer", "10.0.0.8"),
        ("filing.approve", "unit_reviewer@104", "unit_reviewer", "10.0.0.8"),
    ]
