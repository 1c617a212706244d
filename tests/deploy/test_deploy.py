"""What is in deploy/ is well-formed, asks for little, and its shell steps do what they say."""

# ruff: noqa: E501  rows of tables, and calls with many values, read best on one line

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
WORKFLOW = DEPLOY / "github-actions" / "modelmap.yml"
GUIDE = ROOT / "docs" / "publishing.md"
MODELMAP = Path(sys.executable).parent / "modelmap"


def workflow() -> dict[str, Any]:
    read = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    read["on"] = read.pop(True)  # YAML 1.1 reads a bare `on` as true
    return read


def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for job in workflow()["jobs"].values() for step in job["steps"]}


def test_it_runs_daily_and_by_hand_one_at_a_time() -> None:
    read = workflow()
    minute, hour, *rest = read["on"]["schedule"][0]["cron"].split()
    assert 0 < int(minute) < 60
    assert 0 <= int(hour) < 24
    assert rest == ["*", "*", "*"]
    assert "workflow_dispatch" in read["on"]
    assert read["concurrency"] == {"group": "modelmap", "cancel-in-progress": False}


def test_it_may_do_little() -> None:
    read = workflow()
    assert read["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in read["jobs"].items()} == {
        "map": {"contents": "read", "actions": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert set(re.findall(r"secrets\.(\w+)", WORKFLOW.read_text())) == {"HF_TOKEN"}
    assert steps()["Check out"]["with"]["persist-credentials"] is False


def test_every_job_and_step_is_whole() -> None:
    jobs = workflow()["jobs"]
    for job in jobs.values():
        assert {job["needs"]} <= set(jobs) if "needs" in job else True
        assert job["runs-on"] == "ubuntu-24.04"
        assert job["timeout-minutes"] <= 120
        ids = {step["id"] for step in job["steps"] if "id" in step}
        assert set(re.findall(r"steps\.(\w+)\.", yaml.dump(job))) <= ids
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step["name"]


def test_actions_are_pinned_by_commit_and_say_their_version() -> None:
    lines = [line.strip() for line in WORKFLOW.read_text().splitlines() if "uses:" in line]
    assert len(lines) == 7
    for line in lines:
        assert re.fullmatch(r"(- )?uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_home_that_is_saved_is_the_one_that_is_restored() -> None:
    restored, saved = steps()["Restore the home"]["with"], steps()["Save the home"]["with"]
    assert saved == {key: restored[key] for key in ("path", "key")}
    assert restored["key"].startswith(restored["restore-keys"])
    assert restored["path"] == workflow()["env"]["MODELMAP_HOME"]
    assert steps()["Upload the site"]["with"]["path"] == "var/site"


def run_step(name: str, place: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as a runner runs it: `bash -e`, with the files that a runner gives."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("MODELMAP_", "HF_"))
    }
    environment |= {
        "MODELMAP_HOME": "var",
        "GITHUB_STEP_SUMMARY": str(place / "summary.md"),
        "GITHUB_REPOSITORY": "acme/modelmap",
        "GITHUB_WORKFLOW": "modelmap",
        **variables,
    }
    return subprocess.run(
        ["bash", "-e", "-c", steps()[name]["run"]],
        cwd=place, env=environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("code", "step", "warns"), [(0, 0, False), (1, 1, False), (2, 2, False), (3, 0, True), (4, 4, False)]
)
def test_only_exit_code_3_becomes_a_warning(tmp_path: Path, code: int, step: int, warns: bool) -> None:
    program(
        tmp_path / ".venv/bin/modelmap",
        f"test \"$*\" = run && mkdir -p var/site && echo '* Poet' > var/site/changes.md; exit {code}",
    )
    done = run_step("Run", tmp_path)
    assert done.returncode == step
    assert ("::warning title=modelmap::every polled source failed" in done.stdout) is warns
    assert (tmp_path / "summary.md").read_text() == "* Poet\n"


@pytest.mark.slow
def test_a_real_run_without_any_source_warns_and_leaves_a_site(tmp_path: Path, prefect_home: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(MODELMAP.parent)
    nowhere = "http://127.0.0.1:9"
    done = run_step(
        "Run", tmp_path, PREFECT_HOME=str(prefect_home), HF_TOKEN="", MODELMAP_FEEDS="[]", MODELMAP_HUB__ENDPOINT=nowhere,
        MODELMAP_ARXIV__ENDPOINT=nowhere, MODELMAP_ARXIV__RSS=nowhere, MODELMAP_HTTP__ALLOW_PRIVATE_HOSTS="true",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "::warning title=modelmap::every polled source failed" in done.stdout
    assert (tmp_path / "var/site/index.html").exists()
    packed = run_step("Pack the home", tmp_path)
    assert packed.returncode == 0, packed.stderr
    with tarfile.open(tmp_path / "modelmap-home.tar") as archive:
        assert {"var/warehouse.duckdb", "var/site/map.svg"} <= set(archive.getnames())


def test_without_a_cache_the_last_artifact_is_taken(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "warehouse.duckdb").write_text("kept")
    assert run_step("Pack the home", tmp_path).returncode == 0
    (tmp_path / "modelmap-home.tar").rename(tmp_path / "kept.tar")
    shutil.rmtree(tmp_path / "var")
    # GitHub's command line, as far as this step uses it.
    program(
        tmp_path / "bin/gh",
        'case "$1" in run) case "$2" in list) echo 42;; download) test "$3" = 42 && cp kept.tar modelmap-home.tar;; esac;; esac',
    )
    done = run_step(
        "Or take the last run's artifact", tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "var" / "warehouse.duckdb").read_text() == "kept"
    assert not (tmp_path / "modelmap-home.tar").exists()


@pytest.mark.parametrize("answer", ["exit 0", 'test "$2" = list && echo 42'])
def test_the_first_run_has_neither(tmp_path: Path, answer: str) -> None:
    program(tmp_path / "bin/gh", answer)
    done = run_step(
        "Or take the last run's artifact", tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    )
    assert done.returncode == 0, done.stderr
    assert "no earlier home" in done.stdout


def test_it_installs_as_make_does() -> None:
    done = subprocess.run(
        ["make", "--dry-run", *shlex.split(steps()["Install"]["run"])[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units, with the program of this environment in the place of the installed one."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed: the units cannot be verified here")
    for file in sorted((DEPLOY / "systemd").iterdir()):
        text = file.read_text().replace("/opt/modelmap/.venv/bin/modelmap", str(MODELMAP))
        (tmp_path / file.name).write_text(text)
    return [str(file) for file in sorted(tmp_path.iterdir())]


def test_systemd_accepts_the_units(units: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sandbox_is_tight(units: list[str]) -> None:
    (service,) = (unit for unit in units if unit.endswith(".service"))
    judge = ["systemd-analyze", "security", "--offline=true", "--threshold=20", service]
    done = subprocess.run(judge, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot judge a unit that is not loaded")
    assert done.returncode == 0, done.stdout[-400:]


def test_the_timer_makes_up_for_missed_days() -> None:
    lines = (DEPLOY / "systemd" / "modelmap.timer").read_text().splitlines()
    assert {"Persistent=true", "RandomizedDelaySec=30min", "WantedBy=timers.target"} <= set(lines)
    assert [line for line in lines if line.startswith("OnCalendar=")] == ["OnCalendar=*-*-* 06:00:00 UTC"]


def test_the_cron_line_calls_a_run_daily_as_its_own_user() -> None:
    (line,) = (
        line for line in (DEPLOY / "cron" / "modelmap").read_text().splitlines() if re.match(r"[\d*]", line)
    )
    minute, hour, day, month, weekday, user, command = line.split(maxsplit=6)
    assert (int(minute) < 60, int(hour) < 24, day, month, weekday) == (True, True, "*", "*", "*")
    assert (user, command) == ("modelmap", "/opt/modelmap/.venv/bin/modelmap run >/dev/null")


def test_the_image_holds_what_the_package_needs() -> None:
    text = (DEPLOY / "docker" / "Dockerfile").read_text()
    copied = {
        name for line in re.findall(r"^COPY (.+)$", text, flags=re.MULTILINE) for name in line.split()[:-1]
    }
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert copied >= set(wanted["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert copied >= {wanted["project"]["readme"], *wanted["project"]["license-files"], "pyproject.toml"}
    assert all((ROOT / name).exists() for name in copied)
    allowed = (DEPLOY / "docker" / "Dockerfile.dockerignore").read_text().splitlines()
    assert {name[1:] for name in allowed if name.startswith("!")} == copied
    assert text.index("USER modelmap") < text.index("ENTRYPOINT")
    assert re.search(r"^FROM python:3\.\d+-slim-\w+$", text, flags=re.MULTILINE)


def test_the_guide_names_every_file_and_no_other() -> None:
    named = set(re.findall(r"deploy/[\w./-]+\w", GUIDE.read_text(encoding="utf-8")))
    there = {path.relative_to(ROOT).as_posix() for path in DEPLOY.rglob("*") if path.is_file()}
    assert named <= there
    assert there - named == {"deploy/docker/Dockerfile.dockerignore"}


def test_the_guides_copy_works(tmp_path: Path) -> None:
    (block,) = re.findall(
        r"```sh\n(\s+mkdir -p \.github.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    (tmp_path / "deploy").symlink_to(DEPLOY)
    assert subprocess.run(["bash", "-e", "-c", block], cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / ".github/workflows/modelmap.yml").read_bytes() == WORKFLOW.read_bytes()
