"""The warehouse in DuckLake with a real PostgreSQL: the same rows, many readers, writers in turn."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from postgres import Postgres
from warehouse_world import DAY, NO_SNAPSHOT, Home, record

from extractors.errors import ConfigurationError, HomeBusyError, ModelmapError
from extractors.extension import load_extension
from extractors.landing import Landing
from extractors.records import Polled
from warehouse import lake as lakes
from warehouse.catalogue.read import bundled
from warehouse.confined import confine
from warehouse.database import MissingError, attach, pinned, reading, writing
from warehouse.explain import explain
from warehouse.export import export
from warehouse.fingerprint import fingerprint
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.publics import BOOKS, FACTS, VIEWS
from warehouse.query import query
from warehouse.rebuild import rebuild
from warehouse.runs import finish, start
from warehouse.status import status

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture
def shared(lake: Lake, tmp_path: Path) -> Home:
    return Home(tmp_path / "shared", lake)


def first_day(home: Home) -> None:
    home.land_page(
        record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"),
        record("x/vicuna-7b-GGUF", "lmsys/vicuna-7b-v1.5", relation="quantized"),
        record("Qwen/Qwen2.5-7B", likes=900),
        {"no": "id"},
        watermark="w1",
    )
    home.land_bytes(b'[{"id": "lmsys/vicuna", "status": 307, "now": "lmsys/vicuna-7b"}]', source="hub:gone")
    home.land_feed(
        ("1", "Introducing Falcon 2: our open model", "Today we release Falcon 2 with open weights.")
    )
    home.load(
        polled=[Polled("feed:blog", DAY, error="timed out"), Polled("hub:created", DAY, gaps=("a gap",))]
    )


def second_day(home: Home) -> None:
    home.land_page(
        record(
            "x/vicuna-7b-GGUF", "meta-llama/Llama-3.1-8B", likes=5, lastModified="2025-06-01T10:00:00.000Z"
        ),
        record("y/qwen-poet", "Qwen/Qwen2.5-7B"),
        day=1,
        watermark="w2",
    )
    home.land_bytes(b'[{"id": "y/qwen-poet", "status": 404}]', source="hub:gone", day=2)
    home.land_feed(("1", "Falcon 2 is withdrawn", "We are sorry."), day=1)
    home.load(polled=[Polled("feed:blog", DAY + timedelta(days=1))])


def exported(home: Home, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    return {file.name: file.read_bytes() for file in export(home.path, folder)}


@pytest.fixture(scope="module")
def pair(postgres: Postgres, tmp_path_factory) -> tuple[Home, Home]:
    """The same two days in a file and in a lake, each in one load after another. Tests leave them alone."""
    root = tmp_path_factory.mktemp("pair")
    homes = Home(root / "file"), Home(root / "shared", Lake(postgres.database(), f"{root}/lake/"))
    for home in homes:
        first_day(home)
        second_day(home)
    return homes


def test_the_same_facts_as_in_a_file(pair: tuple[Home, Home], tmp_path: Path) -> None:
    file, shared = pair
    assert shared.facts() == file.facts()
    assert shared.facts()["repos"]
    assert shared.facts()["announcements"] == []
    assert status(shared.path) == status(file.path)
    assert explain(shared.path, "vicuna") == explain(file.path, "vicuna")
    with reading(shared.path) as ours, reading(file.path) as theirs:
        assert fingerprint(ours) == fingerprint(theirs)
    assert exported(shared, tmp_path / "ours") == exported(file, tmp_path / "theirs")


def test_the_bundled_facts_are_the_same(lake: Lake, tmp_path: Path) -> None:
    for place in (lake, tmp_path / "file.duckdb"):
        with writing(place) as con:
            load(con, landing=None, catalogue=bundled(), run_id="run", now=DAY)
    with writing(tmp_path / "file.duckdb") as con:
        attach(con, lake, "shared")
        for table in (*FACTS, *BOOKS, *VIEWS):
            ours, theirs = f"shared.main.{table}", f"main.{table}"
            for one, other in ((ours, theirs), (theirs, ours)):
                assert con.execute(f"FROM {one} EXCEPT ALL FROM {other} LIMIT 3").fetchall() == [], table
        assert con.execute("SELECT count(*) > 1000 FROM shared.main.models").fetchone() == (True,)


def test_every_relation_and_column_has_its_comment_but_for_columns_of_views(pair: tuple[Home, Home]) -> None:
    _, shared = pair
    tables = "FROM duckdb_columns() AS c SEMI JOIN duckdb_tables() AS t USING (database_name, table_name)"
    sql = f"SELECT count(*), count(c.comment) {tables} WHERE c.schema_name = 'main' AND NOT c.internal"
    columns, comments = shared.ask(sql)[0]
    assert comments == columns > 100
    assert shared.ask("SELECT count(*), count(comment) FROM duckdb_views() WHERE NOT internal") == [(3, 3)]


def test_build_replaces_the_rows_and_keeps_the_history(home: Home, shared: Home) -> None:
    for one in (home, shared):
        first_day(one)
        with one.open() as con:
            con.execute("DELETE FROM models WHERE model_id = 'falcon'")
            start(con, "before", DAY)
            finish(con, "before", DAY)
        rebuild(one.path, landing=one.landing, catalogue=one.catalogue, now=DAY, snapshot=NO_SNAPSHOT)
    assert shared.facts() == home.facts()
    assert shared.ask("SELECT run_id, status FROM runs ORDER BY ALL") == [
        ("before", "done"),
        ("build-20250601T060000.000000Z", "done"),
    ]
    assert not list(shared.root.glob(".rebuilding-*"))
    before = shared.ask("FROM ducklake_current_snapshot('warehouse')")
    shared.load()  # an unchanged day writes nothing
    assert shared.ask("FROM ducklake_current_snapshot('warehouse')") == before, (
        "an unchanged day wrote something"
    )


def test_build_refuses_to_lose_what_landed_elsewhere(pair: tuple[Home, Home], tmp_path: Path) -> None:
    _, shared = pair
    with pytest.raises(
        ConfigurationError, match=r"6 documents that are not in .*Build where the whole landing is"
    ):
        rebuild(shared.path, landing=Landing(tmp_path / "landing"), catalogue=shared.catalogue, now=DAY)
    assert shared.ask("SELECT count(*) FROM repos") == [(4,)]


READER = """
import sys, time
from warehouse.database import reading
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.publics import BOOKS, FACTS, VIEWS
place = Lake(sys.argv[1], sys.argv[2])
seen = [-1]
while seen[-1] < int(sys.argv[3]):
    with reading(place) as con:
        def count(sql):
            return con.execute(sql).fetchone()[0]
        repos = count("SELECT count(*) FROM repos")
        # all in one snapshot: ledger, rows and changes of a transaction come together
        assert count("SELECT coalesce(sum(records), 0) FROM facts.documents") == repos
        assert count("SELECT count(*) FROM changes WHERE about = 'repo'") == repos
        assert count("SELECT count(*) FROM repos") == repos
        assert repos >= seen[-1]
    seen.append(repos)
    print(repos, flush=True)
    time.sleep(1)
"""


def test_two_processes_read_while_one_writes(shared: Home) -> None:
    """Judged by issue 7: without an error. Each reader reads until it sees the last row."""
    with writing(shared.path):
        pass
    pages, size = 2, 50
    command = [sys.executable, "-c", READER, shared.path.catalogue, shared.path.data, str(pages * size)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert all(reader.stdout.readline() == b"0\n" for reader in readers)
    for page in range(pages):
        shared.land_page(*(record(f"org{n}/model-{page}", "Qwen/Qwen2.5-7B") for n in range(size)), day=page)
        shared.load()
        if page == 0:
            with reading(shared.path) as con:
                first = pinned(con, shared.path)
    for reader in readers:
        told, trouble = reader.communicate(timeout=60)
        assert reader.returncode == 0, trouble.decode()
        assert len(set(told.split())) > 1
    with reading(first) as con:
        assert con.execute("SELECT count(*) FROM repos").fetchone() == (size,), "the pinned place moved"


WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from warehouse_world import Home
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.publics import BOOKS, FACTS, VIEWS
home = Home(Path(sys.argv[3]), Lake(sys.argv[1], sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
print(home.load(run_id=f"run-{sys.argv[0]}").documents)
"""


def writer(home: Home) -> subprocess.Popen:
    where = [str(home.path.catalogue), str(home.path.data), str(home.root)]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, *where, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_two_writers_load_each_document_once(shared: Home) -> None:
    """They start together on one landing; the second finds in the ledger what the first has loaded."""
    for page in range(3):
        shared.land_page(*(record(f"org{n}/m-{page}", "Qwen/Qwen2.5-7B") for n in range(20)), day=page / 9999)
    writers = [writer(shared), writer(shared)]
    for one in writers:
        assert one.stdout.readline() == b"ready\n"
    for one in writers:
        one.stdin.write(b"go\n")
        one.stdin.flush()
    loaded = sorted(int(one.communicate(timeout=60)[0]) for one in writers)
    assert loaded == [0, 3]
    assert shared.ask("SELECT count(*), count(DISTINCT document) FROM facts.documents") == [(3, 3)]
    assert shared.ask("SELECT count(*), count(DISTINCT repo_id) FROM repos") == [(60, 60)]


def test_a_killed_writer_leaves_its_turn_and_nothing_half(shared: Home) -> None:
    with writing(shared.path):
        pass
    hold = (
        "import sys; from warehouse.database import writing; from warehouse.lake import Lake\n"
        "with writing(Lake(*sys.argv[1:])) as con:\n"
        "    con.execute('BEGIN'); con.execute(\"INSERT INTO facts.pending (repo_id) VALUES ('x/y')\")\n"
        "    print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, shared.path.catalogue, shared.path.data],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as held:
        assert held.stdout.readline() == b"open\n"
        impatient = replace(shared.path, wait_seconds=0)
        with pytest.raises(HomeBusyError, match="others have been writing"), writing(impatient):
            pass
        with reading(shared.path) as con:
            assert con.execute("SELECT count(*) FROM facts.pending").fetchone() == (0,)
        held.kill()
    with writing(shared.path) as con:
        assert con.execute("SELECT count(*) FROM facts.pending").fetchone() == (0,)


def test_a_writer_that_breaks_off_gives_its_turn_back(shared: Home) -> None:
    impatient = replace(shared.path, wait_seconds=0)
    with pytest.raises(ZeroDivisionError) as kept, writing(impatient) as con:  # noqa: PT012  it breaks within
        con.execute("BEGIN")
        con.execute("INSERT INTO facts.pending (repo_id) VALUES ('x/y')")
        raise ZeroDivisionError
    with writing(impatient) as con:
        assert con.execute("SELECT count(*) FROM facts.pending").fetchone() == (0,)
    assert kept.traceback, "while the exception lives"


def test_a_run_on_another_machine_is_not_interrupted_by_ours(shared: Home, home: Home) -> None:
    for one, expected in ((home, "interrupted"), (shared, "running")):
        with one.open() as con:
            start(con, "long ago", DAY - timedelta(days=2))
            start(con, "theirs", DAY)
            start(con, "ours", DAY + timedelta(hours=1))
        assert one.ask("SELECT run_id, status FROM runs ORDER BY started_at") == [
            ("long ago", "interrupted"),
            ("theirs", expected),
            ("ours", "running"),
        ]


def test_a_query_reaches_the_warehouse_alone(pair: tuple[Home, Home]) -> None:
    place = pair[1].path
    assert query(place, "SELECT count(*) AS n FROM repos", "csv") == "n\n4\n"
    assert "(28 rows)" in query(place, "SUMMARIZE models")
    assert query(place, "SELECT count(*) > 3 AS n FROM bases", "csv") == "n\ntrue\n"
    for sql, refused in [
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
        (f"SELECT * FROM glob('{place.data}*/*/../../../*')", "disabled by configuration"),
        ("SELEC 1", "syntax error"),
    ]:
        with pytest.raises(ConfigurationError, match=refused):
            query(place, sql)
    with reading(place) as con:
        for sql, refused in [
            ("SELECT * FROM postgres_query('__ducklake_metadata_warehouse', 'SELECT 1')", "reaches beyond"),
            ("WITH a AS (FROM Postgres_Scan('host=x', 'a', 'b')) SELECT (FROM a)", "reaches beyond"),
            ("SELECT * FROM query('FROM postgres_' || 'query(1, 2)')", "reaches beyond"),
            ("FROM ducklake_cleanup_old_files('warehouse', cleanup_all => true)", "reaches beyond"),
            ("CALL ducklake_cleanup_old_files('warehouse', cleanup_all => true)", "SELECT statements only"),
            (f"COPY models TO '{place.data}models.csv'", "SELECT statements only"),
            ("DELETE FROM models", "SELECT statements only"),
        ]:
            with pytest.raises(ConfigurationError, match=refused):
                confine(con, place, sql)


def test_what_cannot_be_opened_says_why_without_the_password(postgres: Postgres, lake: Lake) -> None:
    with pytest.raises(MissingError, match="run `modelmap run` first"), reading(lake):
        pass
    refused = Lake("host=127.0.0.1 port=1 user=me password='a \\' b' dbname=x", lake.data)
    for door in (reading, writing):
        with (
            pytest.raises(ModelmapError, match=r"cannot be reached .*password=… .*refused") as told,
            door(refused),
        ):
            pass
        assert "a \\' b" not in str(told.value)
    absent = Lake(f"postgresql://modelmap:secret@/nothing?host={postgres.folder}", lake.data)
    with (
        pytest.raises(ModelmapError, match=r"modelmap:…@.*\"nothing\" does not exist") as told,
        reading(absent),
    ):
        pass
    assert "secret" not in repr(absent) + str(told.value)
    address = f"postgresql://modelmap@/{lake.catalogue.rpartition('=')[2]}?host={postgres.folder}"
    with writing(replace(lake, catalogue=address)):
        pass
    with reading(lake):
        pass


@pytest.mark.parametrize("door", [reading, writing])
def test_postgresql_goes_away_in_the_middle(door, postgres: Postgres, lake: Lake) -> None:
    with writing(lake):
        pass
    try:
        with pytest.raises(ModelmapError, match=r"shared warehouse|cannot be reached"), door(lake) as con:  # noqa: PT012  it breaks within
            assert con.execute("SELECT count(*) FROM facts.pending").fetchone() == (0,)
            postgres.kill()
            con.execute(
                "INSERT INTO facts.pending (repo_id) VALUES ('x/y')" if door is writing else "FROM repos"
            )
    finally:
        postgres.start()
    with door(lake) as con:
        assert con.execute("SELECT count(*) FROM facts.pending").fetchone() == (0,)


def test_a_newer_warehouse_is_left_alone(lake: Lake) -> None:
    with writing(lake) as con:
        con.execute("INSERT INTO facts.migrations VALUES ('9999_later', now())")
    for door in (reading, writing):
        with pytest.raises(ModelmapError, match="newer modelmap"), door(lake):
            pass


def test_an_extension_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    con = duckdb.connect(config={"extension_directory": str(tmp_path)})
    with pytest.raises(ConfigurationError, match=r"a test needs .*spatial.*modelmap\[shared\]"):
        load_extension(con, "spatial", needed_by="a test")


def test_nothing_of_it_is_imported_for_a_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.database import writing\n"
        "with writing(Path(sys.argv[1])) as con:\n"
        "    print([m for m in sys.modules if m.startswith(('duckdb_extension', 'dask', 'distributed'))],\n"
        '          con.execute("SELECT extension_name FROM duckdb_extensions() WHERE loaded AND "\n'
        "                      \"extension_name IN ('ducklake', 'postgres_scanner')\").fetchall())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "w.duckdb"], capture_output=True, check=True
    )
    assert done.stdout == b"[] []\n"


def test_lakes_hide_passwords_of_every_spelling() -> None:
    for text in ("password=geheim x", "PASSWORD = 'ge\\'heim' x", "postgresql://me:geheim@db/x"):
        assert "heim" not in lakes.hidden(text)
        assert "x" in lakes.hidden(text)
    assert lakes.hidden("postgresql://me@db:5432/x") == "postgresql://me@db:5432/x"
