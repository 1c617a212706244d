import signal
import subprocess
import sys
import time

import pytest

from extractors.errors import ConfigurationError, HomeBusyError
from flows.home import Home, held, locate

HOLDER = """
import sys, time
from pathlib import Path
from flows.home import Home, held
with held(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_home_is_the_option_then_the_variable_then_var(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MODELMAP_HOME", raising=False)
    assert locate(None).root == tmp_path / "var"
    monkeypatch.setenv("MODELMAP_HOME", str(tmp_path / "elsewhere"))
    assert locate(None).root == tmp_path / "elsewhere"
    assert locate(tmp_path / "here").root == tmp_path / "here"


def test_a_second_process_is_turned_away_and_a_killed_one_lets_go(tmp_path):
    home = Home(tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeBusyError, match="another run holds the home"), held(home):
            pass
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        holder.stdout.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            with held(home):
                return
        except HomeBusyError:
            time.sleep(0.05)
    pytest.fail("the lock outlived the process that held it")


def test_one_process_may_take_its_own_lock_twice(tmp_path):
    with held(Home(tmp_path)), held(Home(tmp_path)):
        pass
    with held(Home(tmp_path)):
        pass


def test_a_home_that_cannot_be_made_is_a_configuration_error(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("not a directory")
    with pytest.raises(ConfigurationError, match="cannot be written"), held(Home(blocker / "home")):
        pass
