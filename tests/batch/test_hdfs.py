"""Documents in HDFS, reached by its own HTTP interface: a name node that lists and sends on, a data
node that gives pieces."""

import functools
import http.server
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from material import EXAMPLES

from jiping.batch.addresses import open_address, walk
from jiping.batch.documents import look, open_spot
from jiping.intake import UnreadableError

pytest.importorskip("requests")
pytestmark = pytest.mark.filterwarnings("default")

FORM = EXAMPLES / "project-2023" / "project-2023.xlsx"
API, DATA = "/webhdfs/v1", "/data"


class Nodes(http.server.BaseHTTPRequestHandler):
    """Name node and data node in one, over a folder of this machine."""

    def __init__(self, *given: object, root: Path) -> None:
        self.root = root
        super().__init__(*given)

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        options = {name.lower(): value for name, (value, *_) in parse_qs(asked.query).items()}
        path = unquote(asked.path)
        if path.startswith(DATA):
            start, length = int(options.get("offset", 0)), int(options.get("length", 1 << 30))
            self.give(
                (self.root / path.removeprefix(f"{DATA}/")).read_bytes()[start : start + length]
            )
            return
        at = self.root / path.removeprefix(API).lstrip("/")
        if not at.exists():
            told = {"exception": "FileNotFoundException", "message": path}
            self.give(json.dumps({"RemoteException": told}).encode(), 404)
        elif options["op"] == "OPEN":
            port = self.server.server_address[1]
            there = f"{DATA}/{quote(str(at.relative_to(self.root)))}?{asked.query}"
            self.give(b"", 307, Location=f"http://127.0.0.1:{port}{there}")
        elif options["op"] == "GETFILESTATUS":
            self.give(json.dumps({"FileStatus": status(at, "")}).encode())
        else:
            inside = [status(one, one.name) for one in at.iterdir()]
            self.give(json.dumps({"FileStatuses": {"FileStatus": inside}}).encode())

    def give(self, body: bytes, code: int = 200, **head: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **head}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def status(at: Path, name: str) -> dict[str, object]:
    kind = "FILE" if at.is_file() else "DIRECTORY"
    return {"type": kind, "length": at.stat().st_size if at.is_file() else 0, "pathSuffix": name}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "公开" / "2023年 上报").mkdir(parents=True)
    (tmp_path / "公开" / "2023年 上报" / "自评表.xlsx").write_bytes(FORM.read_bytes())
    (tmp_path / "公开" / ".隐藏.txt").write_bytes(b"")
    nodes = functools.partial(Nodes, root=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), nodes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"webhdfs://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("folder", ["", "/", "/公开", "/公开/"])
def test_a_folder_is_walked_and_its_files_are_reached_at_the_same_name_node(
    cluster: str, folder: str
) -> None:
    (found,) = walk(f"{cluster}{folder}")

    assert found == f"{cluster}/公开/2023年 上报/自评表.xlsx"
    assert open_spot(next(look(found)).spot) == FORM.read_bytes()


def test_a_file_by_its_own_address_and_one_that_is_not_there(cluster: str) -> None:
    file = f"{cluster}/公开/2023年 上报/自评表.xlsx"

    assert list(walk(file)) == [file]
    with pytest.raises(UnreadableError, match="文件不存在"):
        open_address(f"{cluster}/公开/没有.docx")


def test_a_name_node_that_does_not_answer() -> None:
    with socket.socket() as unused:  # bound, and nobody listens
        unused.bind(("127.0.0.1", 0))
        (address,) = walk(f"webhdfs://127.0.0.1:{unused.getsockname()[1]}/公开")
        (seen,) = look(address)

    assert "连接不上服务器，请检查地址和网络" in seen.fault
