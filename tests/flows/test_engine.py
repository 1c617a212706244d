"""Graphviz that is missing or fails is the configuration's fault: exit code 2, and the site stays."""

import shutil

import pytest
from conftest import site_digests

from flows.cli import run


@pytest.mark.parametrize(
    ("program", "message"),
    [(None, "cannot run Graphviz"), ("#!/bin/sh\necho no such layout >&2\nexit 1\n", "no such layout")],
    ids=["missing", "failing"],
)
def test_an_engine_that_cannot_draw_is_told(bundled, tmp_path, monkeypatch, capsys, program, message):
    home = shutil.copytree(bundled, tmp_path / "home")
    (home / "site" / "map.svg").write_text("old")  # else nothing would have to be drawn
    before = site_digests(home / "site")
    programs = tmp_path / "programs"
    programs.mkdir()
    if program:
        (programs / "dot").write_text(program)
        (programs / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("MODELMAP_RENDER__ENGINE", "system")
    assert run(["render", "--home", str(home)]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert '[render] engine is "bundled" or "system"' in told
    assert "a fault of ours" not in told
    assert site_digests(home / "site") == before
