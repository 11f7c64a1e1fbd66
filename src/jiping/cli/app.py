"""The commands. Exit status: 0 done, 1 findings of error severity, 2 an input could not be used.

Parts that take time to load are imported where they are used, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jiping import __version__

from . import compare, named, papers, publish, serve, synth
from .commands import Commands
from .inputs import Inputs
from .options import (
    Answers,
    Config,
    Files,
    FinalAccounts,
    LastYear,
    PeerFilings,
    ReportFiles,
    Standards,
)
from .output import Form, RefusedError, Target
from .sql import Answer

app = Commands(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"jiping {__version__}")
        raise typer.Exit


@app.callback()
def jiping(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_tell_version, is_eager=True, help="显示版本号"),
    ] = False,
) -> None:
    """绩评 Jiping：读取预算绩效自评表和自评报告，按规则评分，审核疑点。"""


class Format(StrEnum):
    """How the answer is printed."""

    text = "text"
    json = "json"


AsText = Annotated[Format, typer.Option("--format", "-f", help="输出格式")]


@app.command()
def extract(files: Files, form: AsText = Format.json) -> None:
    """读取文件，输出结构化数据（每个文件一行 JSON）。"""
    from . import show

    with Inputs(files) as inputs:
        for extraction in inputs:
            if form is Format.json:
                indent = 2 if sys.stdout.isatty() else None
                write(extraction.model_dump_json(by_alias=True, indent=indent))
            else:
                show.extraction(extraction)


@app.command()
def score(
    files: Files, standard: Standards = None, config: Config = None, form: AsText = Format.text
) -> None:
    """按标准评分，与自评得分对照，逐项说明算法。"""
    from jiping.scoring import score as score_filing

    from . import show

    file = None if standard else named.project_file(config, files)
    chosen = named.load(standard) if standard else named.project(file).standard if file else None
    with Inputs(files) as inputs:
        for extraction, number, filing in inputs.filings():
            scorecard = score_filing(filing, chosen or named.standard_of(filing))
            if form is Format.json:
                write(show.scorecard_json(extraction, number, scorecard))
            else:
                show.scorecard(extraction, filing, scorecard)


@app.command()
def check(
    files: Files,
    standard: Standards = None,
    config: Config = None,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="输出格式；默认按 -o 的文件名，否则为text")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="文件|文件夹/", help="写入文件；文件夹则每份材料一个"
        ),
    ] = None,
    answers: Answers = None,
    report: ReportFiles = None,
    last_year: LastYear = None,
    accounts: FinalAccounts = None,
    peers: PeerFilings = None,
) -> None:
    """审核：指出不成立、有疑点的地方。有错误时退出码为 1，文件无法使用时为 2。"""
    from jiping.standards import StandardError

    from .check import run
    from .surroundings import Named

    project = named.project(named.project_file(config, files))
    chosen = named.load(standard) if standard else project.standard
    with Inputs(files) as inputs:
        try:
            target = Target(form, output, map(Path, answers or ()))
            run(
                inputs,
                lambda one: chosen or named.standard_of(one),
                project.settings,
                target,
                answers or (),
                Named(*map(tuple, (last_year or (), accounts or (), peers or (), report or ()))),
            )
        except (RefusedError, StandardError) as error:
            named.refuse(str(error))


@app.command(name="write")
def write_documents(
    files: Files,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="写入这个文件夹")
    ],
    formats: Annotated[
        str, typer.Option("--as", metavar="格式,…", help="docx、xlsx、pdf、html、json，用逗号分开")
    ] = "docx,xlsx,pdf,html",
    accounts: Annotated[
        list[str] | None,
        typer.Option(
            "--accounts", metavar="文件", help="本年、上年部门决算，填入基础数据表；可重复"
        ),
    ] = None,
    standard: Standards = None,
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """按标准的表样写出自评表（Word、Excel、PDF、网页）和自评报告，可直接打印、盖章、公开。"""
    from jiping.writers.typesetting import found_faces

    from .write import formats_of, run

    wanted = formats_of(formats)
    project = named.project(named.project_file(config, files))
    chosen = named.load(standard) if standard else project.standard
    with Inputs(files) as inputs:
        run(
            inputs,
            output,
            wanted,
            lambda one: chosen or named.standard_of(one),
            found_faces(project.fonts),
            accounts or (),
            force=force,
        )


@app.command()
def draft(
    files: Files,
    standard: Standards = None,
    config: Config = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件|文件夹/", help="写入文件；文件夹则每份自评一个"
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="text,docx,json", help="格式，逗号分隔；默认按 -o 的文件名，否则为text"
        ),
    ] = None,
    last_year: Annotated[
        list[str] | None,
        typer.Option("--last-year", metavar="文件", help="上年自评，据以写增减变化；可重复"),
    ] = None,
    accounts: Annotated[
        list[str] | None,
        typer.Option("--accounts", metavar="文件", help="部门决算表，据以写支出明细；可重复"),
    ] = None,
    polish: Annotated[
        bool,
        typer.Option("--polish", help="请设置好的语言模型润色；改动数字、名称、日期的不采用"),
    ] = False,
) -> None:
    """代拟自评报告初稿：有据的写明，只有经办人知道的留作【待填：……】。"""
    from . import draft as drafting
    from .surroundings import Named

    project = named.project(named.project_file(config, files))
    chosen = named.load(standard) if standard else project.standard
    with Inputs(files) as inputs:
        try:
            drafting.run(
                inputs,
                lambda one: chosen or named.standard_of(one),
                Named(tuple(last_year or ()), tuple(accounts or ())),
                output,
                drafting.formats_of(formats, output),
                drafting.asking(project.polish) if polish else None,
            )
        except drafting.TargetError as error:
            named.refuse(str(error))


@app.command()
def answers(
    sheets: Annotated[list[str], typer.Argument(metavar="意见表…", help="退回的意见表（.xlsx）")],
    form: AsText = Format.text,
) -> None:
    """读取退回的意见表：单位答复、是否采纳、复核意见。"""
    from .answers import load, show

    found, refused = load(sheets)
    show(found.values(), as_json=form is Format.json)
    if refused:
        raise typer.Exit(2)


@app.command()
def alike(
    files: Files,
    threshold: Annotated[
        float, typer.Option("--threshold", "-t", min=0.5, max=1.0, help="多相似算雷同（0.5至1）")
    ] = 0.85,
    form: AsText = Format.text,
) -> None:
    """比较许多自评：哪些段落与其他单位、其他年度雷同（数字和单位名称不计）。"""
    from .alike import run

    with Inputs(files) as inputs:
        run(inputs, int(threshold * 100 + 0.5), as_json=form is Format.json)


@app.command()
def batch(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="路径…",
            help="文件、文件夹、压缩包，s3://、hdfs://、https://等地址；@清单 为每行一个地址的文件",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="结果文件夹；再次运行则接着做")
    ],
    standard: Standards = None,
    config: Config = None,
    processes: Annotated[
        int | None, typer.Option("--processes", "-p", min=1, help="进程数，默认为处理器核数")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="地址", help="Dask 集群的调度地址，如 tcp://主机:8786"),
    ] = None,
    seconds: Annotated[
        int, typer.Option("--seconds", min=1, help="一个文件多少秒没有进展即停止")
    ] = 20,
    memory: Annotated[
        int, typer.Option("--memory", min=100, metavar="MB", help="一个文件可用的内存")
    ] = 1024,
    retry: Annotated[bool, typer.Option("--retry", help="以前失败的文件再读一次")] = False,
    alone: Annotated[
        bool, typer.Option("--alone", help="每份自评只看自己，不与上年、同类单位比较")
    ] = False,
) -> None:
    """批量读取、评分、审核，写成 Parquet 数据集；中断后再运行即接着做。"""
    from jiping.batch.job import Rules
    from jiping.intake import Bounds

    from .batch import run

    file = named.project_file(config, [one for one in paths if "://" not in one])
    named.project(file)
    if standard:
        named.verified(named.load(standard))
    rules = Rules(standard, str(file.resolve()) if file else None)
    bounds = Bounds(seconds=seconds, memory=memory * 1024 * 1024)
    counts = run(paths, output, rules, bounds, processes, cluster, retry=retry, alone=alone)
    if not counts["read"] and not counts["partly"]:
        raise typer.Exit(2)


@app.command()
def summarise(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="jiping batch 的结果文件夹")],
    forms: Annotated[
        str,
        typer.Option("--as", metavar="xlsx,pdf,html", help="写成文件；不写则显示在终端"),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件夹", help="写到哪里；默认在结果文件夹中"),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="只汇总这一年度")] = None,
    region: Annotated[
        str | None,
        typer.Option("--region", metavar="代码", help="只汇总这一地方，如 43、4302、430212"),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="种类", help="department 部门，project 项目，transfer 转移支付"
        ),
    ] = None,
) -> None:
    """汇总批量结果：排名、等级、执行率、高评程度、审核意见、同类和逐年比较。"""
    from jiping.batch.summary import Scope

    from .summarise import NAMES, run

    wanted = [form.strip() for form in forms.split(",") if form.strip()]
    if unknown := [form for form in wanted if form not in NAMES]:
        named.refuse(f"不能写成 {'、'.join(unknown)}；可用的有：{'、'.join(NAMES)}。")
    run(folder, Scope(year, region, kind), wanted, output)


@app.command()
def sql(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="jiping batch 的结果文件夹")],
    query: Annotated[
        str | None, typer.Argument(metavar="[查询]", help="SQL 查询；数据集名即表名")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="列出数据集和各列的含义")] = False,
    form: Annotated[Answer, typer.Option("--format", "-f", help="输出格式")] = Answer.text,
) -> None:
    """用 SQL 查询批量结果（只读）；--schema 说明有哪些数据集和列。"""
    from .sql import describe, run

    if schema or query is None:
        describe()
    else:
        run(folder, query, form)


@app.command()
def publishable(
    files: Files,
    masked: Annotated[
        Path | None,
        typer.Option(
            "--masked", metavar="文件夹", help="写入遮盖了个人信息的副本（Word、Excel、网页、文本）"
        ),
    ] = None,
    form: AsText = Format.text,
) -> None:
    """公开前检查：身份证号、手机号、银行账号、涉密和内部标识。有则退出码为 1。"""
    from .publishable import run

    raise typer.Exit(run(files, masked, as_json=form is Format.json))


@app.command()
def rules(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[编号|文件]", help="审核规则编号，如 JP101；或自编规则文件（.toml）"
        ),
    ] = None,
    form: AsText = Format.text,
) -> None:
    """列出全部审核规则，或解释其中一条；也可检查自己编写的规则文件。"""
    from jiping.checks import catalogue

    from . import show

    if code is None:
        show.rules(catalogue.entries(), as_json=form is Format.json)
        return
    if code.endswith(".toml"):
        show.rules(
            [catalogue.own_entry(one) for one in named.own(code)], as_json=form is Format.json
        )
        return
    found = catalogue.find(code)
    if found is None:
        named.refuse(f"没有编号为“{code}”的审核规则；用 jiping rules 查看全部编号。")
    if form is Format.json:
        show.rules([e for e in catalogue.entries() if e["code"] == found.code], as_json=True)
    else:
        show.markdown(catalogue.page(found.code))


@app.command()
def standards(
    name: Annotated[
        str | None, typer.Argument(metavar="[名称|文件]", help="标准名称或 TOML 文件")
    ] = None,
    form: AsText = Format.text,
) -> None:
    """列出内置的评分标准，或说明其中一个；也可检查自己编写的标准文件。"""
    from jiping import standards as known

    from . import show

    if name is None:
        show.standards(known.listed(), as_json=form is Format.json)
        return
    standard = named.verified(named.load(name))
    if form is Format.json:
        write(standard.model_dump_json(indent=2))
    else:
        show.standard(standard)


app.command()(papers.papers)
app.command()(publish.publish)
app.command()(compare.compare)
app.command()(synth.synth)
app.command()(serve.serve)
app.command()(serve.alive)
app.command()(serve.key)
app.command(name="verify-log")(serve.verify_log)
app.command()(serve.backup)
app.command()(serve.restore)
app.command(
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "help_option_names": [],
    }
)(serve.manage)


def write(text: str) -> None:
    """Print one line of data to standard output."""
    sys.stdout.write(text + "\n")


def _tell_usage(error: Exception) -> None:
    """Say what is wrong with the call and leave, if that is what *error* is about."""
    from .chinese import usage_error

    if type(error).__name__ == "NoArgsIsHelpError":
        sys.exit(2)
    if said := usage_error(error):
        asked = getattr(getattr(error, "ctx", None), "command_path", None) or "jiping"
        typer.echo(f"用法有误：{said}。用 {asked} -h 查看用法。", err=True)
        sys.exit(2)


def main() -> None:
    """Run the command line; whatever happens, the user reads a sentence and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if len(sys.argv) < 3 or not {"-h", "--help"}.isdisjoint(sys.argv):
        from .chinese import speak_chinese

        speak_chinese()
    try:
        sys.exit(app(prog_name="jiping", standalone_mode=False))
    except BrokenPipeError:
        # The reader of our output has gone; what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("已中断。", err=True)
        sys.exit(130)
    except Exception as error:
        _tell_usage(error)
        if os.environ.get("JIPING_TRACEBACK"):
            raise
        typer.echo(
            f"程序内部出错（{type(error).__name__}: {error}）。输入文件没有改动；"
            "请附上该文件报告此问题，设 JIPING_TRACEBACK=1 可显示详情。",
            err=True,
        )
        sys.exit(2)
