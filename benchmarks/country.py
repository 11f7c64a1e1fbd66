"""The data sets of many made-up filings, written by DuckDB itself: what a summary is timed on.

Sizes and spreads are those of published filings: 9 to 14 scored lines, some 8 findings, units of
122 counties of Hunan and beyond, three years. `python benchmarks/country.py FOLDER COUNT`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from jiping.batch import parquet
from jiping.batch.schema import FILINGS, FINDINGS, INPUTS, RULES, SCORES, DataSet
from jiping.checks import rules
from jiping.filing.regions.divisions import divisions

NAMES = ("整修村道", "验收合格率", "完工及时率", "每公里造价", "带动就业", "出行条件改善", "绿化率", "管护到位率", "群众满意度", "培训人次", "补助发放准确率", "保障村居数量")  # fmt: skip
LEVELS = ("产出指标",) * 4 + ("效益指标",) * 4 + ("满意度指标",) + ("产出指标",) * 3
KINDS = (("人民政府", "乡镇"), ("教育局", "政府部门"), ("水利局", "政府部门"), ("第一中学", "中学"), ("人民医院", "医院"), ("农业农村局", "政府部门"))  # fmt: skip


def write_country(folder: Path, count: int) -> None:
    """Write the data sets of *count* filings, the same for the same count."""
    base = duckdb.connect(config={"memory_limit": "900MB", "temp_directory": str(folder / ".tmp")})
    counties = [
        (d.code, d.name) for d in divisions() if d.level == "county" and not d.until and d.code[:2] in ("43", "42", "36")
    ]  # fmt: skip
    base.execute("create table county (i int, code varchar, name varchar)")
    base.executemany(
        "insert into county values (?, ?, ?)", [(i, *c) for i, c in enumerate(counties)]
    )
    base.execute("create table rule (i int, code varchar, severity varchar)")
    base.executemany("insert into rule values (?, ?, ?)", [(i, r.code, r.severity) for i, r in enumerate(rules())])  # fmt: skip
    base.execute("create table kind (i int, suffix varchar, name varchar)")
    base.executemany("insert into kind values (?, ?, ?)", [(i, *k) for i, k in enumerate(KINDS)])
    base.execute("create table indicator (i int, label varchar, level1 varchar)")
    pairs = zip(NAMES, LEVELS, strict=True)
    base.executemany(
        "insert into indicator values (?, ?, ?)", [(i, *p) for i, p in enumerate(pairs)]
    )
    base.execute(
        f"create macro r(i, salt, n) as (hash(i, salt) % n)::bigint; set variable n = {count}"
    )
    _copy(base, FILINGS, folder, _filings(len(counties)))
    _copy(base, SCORES, folder, _SCORES)
    _copy(base, FINDINGS, folder, _FINDINGS.replace("RULES", str(len(rules()))))
    for one in (INPUTS, RULES):
        parquet.write_rows(
            one, _rules() if one is RULES else (), folder / one.name / f"{one.name}.parquet"
        )
    done = folder / "_batch" / "0001" / "done.json"
    done.parent.mkdir(parents=True)
    done.write_text("{}")


def _rules() -> list[dict[str, object]]:
    return [{"code": r.code, "title": r.title, "theme": r.theme.title, "severity": r.severity} for r in rules()]  # fmt: skip


def _copy(base: duckdb.DuckDBPyConnection, one: DataSet, folder: Path, query: str) -> None:
    columns = base.execute(f"describe {query}").fetchall()
    given = {name for name, *_ in columns}
    picked = ", ".join(
        f"{c.name}::{c.type} as {c.name}" if c.name in given else f"null::{c.type} as {c.name}"
        for c in one.columns
    )
    target = folder / one.name
    target.parent.mkdir(parents=True, exist_ok=True)
    base.execute(
        f"copy (select {picked} from ({query})) to '{target}' (format parquet, compression zstd,"
        " partition_by (year, region), write_partition_columns true, filename_pattern '0001')"
    )
    for path in target.rglob("*.parquet"):
        path.rename(path.with_name("0001.parquet"))


_HEAD = "printf('%016x', hash(i)) || '-0' as filing, 2021 + i % 3 as year"
_T_HEAD = _HEAD.replace("hash(i)", "hash(t.i)").replace("+ i %", "+ t.i %")
_REGION = "code[:2] || '0000' as region"


def _filings(counties: int) -> str:
    return f"""
        select {_T_HEAD}, {_REGION}, md5(t.i::varchar) as sha256, '材料/' || c.name || '/' || t.i || '.docx' as file,
            0 as number, case when r(t.i, 1, 3) = 0 then 'project' else 'department' end as kind,
            c.name || k.suffix || (t.i // 3 % 40) as unit, unit as unit_key,
            case when r(t.i, 1, 3) = 0 then '项目' || (t.i // 3) end as project, unit || coalesce(project, '') as subject,
            k.name as unit_kind, code as place_code, c.name as place_name, case when code[3:4] <> '90' then code[:4] || '00' end as prefecture, code as county,
            'hunan-2022' as standard, true as complete, '万元' as currency_unit,
            (r(t.i, 2, 900000) / 100 + 50)::decimal(38,10) as adjusted,
            (adjusted * (100 - least(r(t.i, 3, 60), r(t.i, 4, 40)) * (r(t.i, 5, 3) > 0)::int) / 100)::decimal(38,10) as executed,
            (executed / adjusted)::decimal(18,6) as execution_rate,
            greatest(60, 99 - r(t.i, 6, 900) / 100) as self_total,
            greatest(40, self_total - (r(t.i, 7, 1200) + r(c.i, 8, 700)) / 100 + 5.5)::decimal(18,2) as raw,
            least(raw, 100) as rule_total, self_total - rule_total as gap, 100 as scored_weight,
            case when self_total >= 90 then '优' when self_total >= 80 then '良' when self_total >= 60 then '中' else '差' end as self_grade,
            case when rule_total >= 90 then '优' when rule_total >= 80 then '良' when rule_total >= 60 then '中' else '差' end as rule_grade,
            12 as indicators, (r(t.i, 9, 5) // 3) as errors, r(t.i, 10, 5) as warnings, r(t.i, 11, 6) as notices
        from range(getvariable('n')) t(i)
            join county c on c.i = hash(t.i // 3, 20) % {counties} join kind k on k.i = hash(t.i // 3, 21) % 6
    """


_SCORES = f"""
    select {_T_HEAD}, '430000' as region, '/indicators/' || s.i as pointer, level1, label, 8 as weight,
        8 - (r(t.i * 16 + s.i, 13, 9) = 0)::int as self_score,
        case when r(t.i * 16 + s.i, 12, 7 + s.i) = 0 then 7.58 else 8 end as rule_score, 'floor' as rule,
        rule_score / 8 as attainment, rule_score = 8 as met, false as over, '8 × 90 ÷ 95 = 7.58（未达到指标值）' as explanation,
        '财预〔2020〕10号' as basis
    from range(getvariable('n')) t(i), indicator s
"""

_FINDINGS = f"""
    select {_T_HEAD}, '430000' as region, j as number, code, 1 as nth, severity, '/indicators/' || j || '/score' as pointer,
        '表1 第' || j || '行第8列' as place, '9' as quote,
        '“指标' || j || '”完成值' || r(t.i, j, 1000) || '，按规则得7.58分，自评8分（分值8分）。' as message
    from range(getvariable('n')) t(i), range(8) u(j), rule x
    where x.i = (r(t.i * 8 + j, 14, RULES) * r(t.i * 8 + j, 15, RULES) // RULES)
"""


if __name__ == "__main__":
    write_country(Path(sys.argv[1]), int(sys.argv[2]))
