"""`jiping serve` and what belongs to the running of the site: key, backup, restore, verify-log."""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

#: Seconds to an answer: workers that start on a slow machine take some; the container waits ten.
_PATIENCE = 8

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="文件夹", help="数据文件夹；默认 ~/.jiping 或 JIPING_DATA"),
]


def serve(
    host: Annotated[str, typer.Option(help="监听地址；本机以外须设密钥")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    workers: Annotated[int, typer.Option(help="进程数；0 表示按处理器数")] = 0,
    demo: Annotated[bool, typer.Option("--demo", help="载入示例县（仅空库）")] = False,
    data: Data = None,
) -> None:
    """启动网页版（默认只在本机；正式运行须设 JIPING_SECRET_KEY 和 JIPING_HOSTS）。"""
    _prepare(data, local=_is_loopback(host))
    _refuse(_not_free(host, port))
    from jiping.web.run import prepare_database, run

    prepare_database(demo=demo, say=typer.echo)
    typer.echo(f"绩评已启动：http://{host}:{port}/ （按 Ctrl+C 停止）")
    run(host, port, workers or min(os.cpu_count() or 1, 4))


def alive(port: Annotated[int, typer.Option(help="端口")] = 8000) -> None:
    """网页版是否在本机应答；不应答时退出码为 1（供容器和监控使用）。"""
    import http.client

    host = os.environ.get("JIPING_HOSTS", "127.0.0.1").split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        with closing(connection):
            connection.request("GET", "/alive", headers={"Host": host})
            status = connection.getresponse().status
    except TimeoutError:
        typer.echo(
            f"不应答：端口 {port} 在 {_PATIENCE} 秒内没有回音。网页版刚启动时请稍后再试，否则请重新启动。",
            err=True,
        )
        raise typer.Exit(1) from None
    except (OSError, http.client.HTTPException) as error:
        from jiping.filing.faults import why

        typer.echo(
            f"不应答：端口 {port}（{why(error)}）。请查看网页版是否在运行、端口是否相同。", err=True
        )
        raise typer.Exit(1) from None
    typer.echo(f"应答 {status}")
    raise typer.Exit(0 if status == 200 else 1)


def key() -> None:
    """生成一个密钥，用作 JIPING_SECRET_KEY。"""
    from jiping.web.secret import new_key

    typer.echo(new_key())


def manage(context: typer.Context) -> None:
    """运行网页版的管理命令（Django），如 jiping manage createadmins。"""
    _prepare(None, local=True)
    from jiping.web.start import is_own_command

    if is_own_command(context.args):
        _need_database()
    from jiping.web.run import manage as run_command

    run_command(context.args)


def verify_log(data: Data = None) -> None:
    """核验操作日志的散列链和各提交版本；有改动时退出码为 1。"""
    _prepare(data, local=True)
    _need_database()
    from jiping.web.run import verify

    verdict = verify()
    for fault in verdict.faults:
        typer.echo(f"不符：{fault}", err=True)
    said = "有改动" if verdict.faults else "完好"
    typer.echo(f"日志 {verdict.entries} 条，{said}；最后散列 {verdict.head}")
    raise typer.Exit(1 if verdict.faults else 0)


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="文件", help="备份文件，如 jiping-20240630.tar.gz")
    ],
    data: Data = None,
) -> None:
    """备份数据库、佐证材料和日志（可在运行中进行）。"""
    _prepare(data, local=True)
    _need_database()
    from jiping.web.run import backup as make

    _tell(make(target))


def restore(
    source: Annotated[Path, typer.Argument(metavar="文件", help="jiping backup 生成的文件")],
    data: Data = None,
) -> None:
    """把备份恢复到空的数据文件夹或数据库，并核验日志散列链。"""
    _prepare(data, local=True)
    from jiping.web.run import restore as bring_back

    _tell(bring_back(source))


def _tell(answer: tuple[bool, str]) -> None:
    done, said = answer
    typer.echo(said, err=not done)
    if not done:
        raise typer.Exit(2)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _prepare(data: Path | None, *, local: bool) -> None:
    """Choose the data folder, and the mode of a local start where no key is given."""
    if data is not None:
        os.environ["JIPING_DATA"] = str(data)
    if local and "JIPING_SECRET_KEY" not in os.environ:
        os.environ.setdefault("JIPING_LOCAL", "1")
    from jiping.web.start import start

    _refuse(start())


def _need_database() -> None:
    """End with a sentence where the database was never set up."""
    from jiping.web.start import not_set_up

    _refuse(not_set_up())


def _not_free(host: str, port: int) -> str:
    """Why nothing can be served at *host* and *port*, or nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except (OSError, OverflowError) as error:
        from jiping.filing.faults import why

        return (
            f"不能监听 {host}:{port}（{why(error)}）。"
            "请先停止占用这个端口的程序，或用 --host、--port 换一个地址或端口。"
        )
    return ""


def _refuse(why: str) -> None:
    if why:
        typer.echo(why, err=True)
        raise typer.Exit(2)
