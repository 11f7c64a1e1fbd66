"""Where documents lie: folders, zips, lists, addresses, lines of stored readings."""

import functools
import http.server
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import fsspec
import pytest
from material import EXAMPLES

from jiping.batch import documents, work
from jiping.batch.addresses import open_address, walk
from jiping.batch.documents import look, open_spot
from jiping.batch.wire import seen_as_json
from jiping.intake import UnreadableError, extract
from jiping.intake.bounded import DEFAULT, EndedError

TEXT = EXAMPLES / "clean-2022" / "clean-2022.txt"


def names(path: Path, root: Path) -> list[str]:
    return [str(Path(one).relative_to(root)) for one in walk(str(path))]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", "~$a.docx", "jiping.toml", "c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    assert names(tmp_path, tmp_path) == ["a.txt", "b/1.txt", "b/2.txt", "c.docx"]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "材料"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "round").symlink_to(inside)
    (inside / "a.txt").write_text("x")
    (inside / "same.txt").symlink_to(inside / "a.txt")

    assert names(inside, inside) == ["a.txt", "same.txt"]


def test_a_list_names_paths_and_no_further_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    listed = tmp_path / "清单.txt"
    listed.write_text(f"# 报送\n\n{tmp_path / 'a.txt'}\n@{listed}\n", encoding="utf-8")

    assert list(walk(f"@{listed}")) == [str(tmp_path / "a.txt"), str(listed)]


def test_a_list_that_is_not_there() -> None:
    with pytest.raises(UnreadableError, match="文件不存在"):
        list(walk("@/nowhere/list.txt"))


def test_addresses_of_other_kinds_are_walked_by_fsspec(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_bytes(TEXT.read_bytes())
    (tmp_path / "a.txt").write_text("x")

    found = list(walk(tmp_path.as_uri()))

    assert [one.rpartition(tmp_path.name)[2] for one in found] == ["/a.txt", "/b/1.txt"]
    (seen,) = look(found[1])
    assert open_spot(seen.spot) == TEXT.read_bytes()


def test_an_address_whose_package_is_missing_says_so() -> None:
    (seen,) = look("nosuch://bucket/a.docx")

    assert "Protocol not known: nosuch" in seen.fault


class Unreached(fsspec.AbstractFileSystem):
    """A store whose faults are of its own kind, as those of s3 are."""

    class EndpointError(Exception):
        pass

    def info(self, path: str, **_: object) -> NoReturn:
        raise self.EndpointError(f"could not connect for {path}")

    ls = isdir = _open = info


def test_a_store_that_is_not_reached_says_so() -> None:
    fsspec.register_implementation("store", Unreached, clobber=True)

    with pytest.raises(UnreadableError, match="store://a/b 打不开（EndpointError: could not"):
        list(walk("store://a/b"))
    with pytest.raises(UnreadableError, match="请检查地址和网络"):
        open_address("store://a/b.docx")


class Emptied(fsspec.AbstractFileSystem):
    """A store that says by a fault of its own that something is not there, as s3 does."""

    def info(self, path: str, **_: object) -> NoReturn:
        raise FileNotFoundError(path) from Unreached.EndpointError("NoSuchBucket")

    ls = isdir = _open = info


def test_what_is_not_in_a_store_is_a_missing_file() -> None:
    fsspec.register_implementation("emptied", Emptied, clobber=True)

    with pytest.raises(UnreadableError, match="文件不存在"):
        open_address("emptied://a/b.docx")


def test_results_among_the_material_are_no_material(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.read_bytes())
    made = tmp_path / "结果"
    (made / "_batch").mkdir(parents=True)
    (made / "数据说明.md").write_text("自评", encoding="utf-8")
    (made / "json").mkdir()
    (made / "json" / "1.zip").write_bytes(b"")

    assert list(walk(str(tmp_path))) == [str(tmp_path / "a.txt")]
    assert list(walk(str(made / "json"))) == [str(made / "json" / "1.zip")]  # named by itself
    with pytest.raises(UnreadableError, match="是批量结果的文件夹；要重新评分、审核，请用"):
        list(walk(str(made)))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site with two documents."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_bytes(TEXT.read_bytes())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.filterwarnings("default")
def test_documents_of_a_site_by_a_list_of_addresses(site: str, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    (tmp_path / "清单.txt").write_text(f"{site}/a.txt\n{site}/none.txt\n", encoding="utf-8")

    there, gone = (next(look(one)) for one in walk(f"@{tmp_path / '清单.txt'}"))

    assert open_spot(there.spot) == TEXT.read_bytes()
    assert "网址上没有这个文件（404）" in gone.fault


@pytest.mark.filterwarnings("default")
def test_a_folder_that_a_site_lists_is_walked(site: str, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    below = tmp_path / "site" / "2023年 上报"
    below.mkdir()
    (below / "自评表#1 50%.txt").write_bytes(TEXT.read_bytes())
    (below / "~$自评表.docx").write_bytes(b"lock")

    found = list(walk(f"{site}/"))

    assert found == [f"{site}/2023年%20上报/自评表%231%2050%25.txt", f"{site}/a.txt"]
    assert list(walk(site)) == found
    assert open_spot(next(look(found[0])).spot) == TEXT.read_bytes()


@pytest.mark.filterwarnings("default")
def test_a_page_that_is_no_list_of_a_folder_is_a_document(site: str, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    page = '<title>自评表</title><a href="附件.docx">附件</a>'
    (tmp_path / "site" / "index.html").write_text(page, encoding="utf-8")

    assert list(walk(f"{site}/")) == [f"{site}/"]


@pytest.mark.filterwarnings("default")
def test_a_server_that_does_not_answer_is_no_missing_file(site: str) -> None:
    pytest.importorskip("aiohttp")
    with socket.socket() as unused:  # bound, and nobody listens
        unused.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(UnreadableError, match="连接不上服务器，请检查地址和网络"):
            list(walk(dead))
    with pytest.raises(UnreadableError, match="网址上没有这个文件"):
        list(walk(f"{site}/none/"))


def test_members_of_a_zip_are_documents_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "报送.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("乙/b.txt", "b")
        archive.writestr("甲/a.txt", TEXT.read_bytes())
        archive.writestr("__MACOSX/x", "x")
        archive.writestr("../../etc/c.txt", "c")

    seen = list(look(str(path)))

    assert [one.spot.name.removeprefix(f"{path}/") for one in seen] == ["../../etc/c.txt", "乙/b.txt", "甲/a.txt"]  # fmt: skip
    assert open_spot(seen[2].spot) == TEXT.read_bytes()


def test_an_office_file_is_one_document() -> None:
    path = EXAMPLES / "clean-2022" / "clean-2022.docx"

    (seen,) = look(str(path))

    assert seen.spot.part == ()
    assert open_spot(seen.spot) == path.read_bytes()


def test_a_zip_that_swells_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents.limits, "ARCHIVE_BYTES", 1000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", b"0" * 100_000)

    faults = [one.fault for one in look(str(path))]

    assert faults[0] == ""
    assert faults[-1].startswith("压缩包展开后过大")


def test_a_document_and_its_stored_reading_are_one(tmp_path: Path) -> None:
    stored = extract(TEXT).model_dump_json(by_alias=True)
    (tmp_path / "a.json").write_text(stored, encoding="utf-8")

    (document,), (reading,) = look(str(TEXT)), look(str(tmp_path / "a.json"))

    assert document.sha256 == reading.sha256


def test_lines_of_stored_readings_are_documents_of_their_own(tmp_path: Path) -> None:
    one = extract(TEXT).model_dump_json(by_alias=True)
    other = extract(EXAMPLES / "clean-2023" / "clean-2023.txt").model_dump_json(by_alias=True)
    (tmp_path / "all.jsonl").write_text(f"{one}\n\n{other}\n", encoding="utf-8")

    seen = list(look(str(tmp_path / "all.jsonl")))

    assert [s.spot.name.rpartition(" ")[2] for s in seen] == ["第1行", "第3行"]
    assert [open_spot(s.spot).decode().strip() for s in seen] == [one, other]


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (seen,) = look(str(tmp_path))

    assert seen.fault == "不是普通文件，请检查路径。"


def test_a_file_that_ends_the_child_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [str(tmp_path / f"{name}.txt") for name in "abc"]
    for file in files:
        Path(file).write_text(file, encoding="utf-8")

    class Child:
        """One that does not outlive the file b."""

        def ask(self, _: bytes, body: bytes, *__: object) -> Iterator[bytes]:
            for file in json.loads(body):
                if file == files[1]:
                    raise EndedError("读取超过4秒")
                yield seen_as_json(look(file))

    ended: list[object] = []
    monkeypatch.setattr(work, "_child", lambda _: Child())
    monkeypatch.setattr(work, "_replace", ended.append)

    seen = work.look_into(files, DEFAULT)

    assert [(one.spot.file, one.fault) for one in seen] == [
        (files[0], ""), (files[1], "读取超过4秒"), (files[2], ""),
    ]  # fmt: skip
    assert len(ended) == 1
