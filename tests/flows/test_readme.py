"""Every command in the README is run, here or where `ELSEWHERE` says."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line]

ELSEWHERE = {
    "make map": (".ci/run", "make map"),
    "make test": (".ci/run", "make test"),
    "modelmap run": ("tests/flows/test_kill.py", 'modelmap("run", **outside.variables)'),
    "prefect server start --host 127.0.0.1 &": ("tests/flows/test_serve.py", '"server", "start", "--host"'),
    "export PREFECT_API_URL=http://127.0.0.1:4200/api": (
        "tests/flows/test_serve.py",
        '"PREFECT_API_URL": api',
    ),
    'modelmap serve --cron "0 6 * * *"': ("tests/flows/test_serve.py", '"serve", "--cron", "0 6 * * *"'),
}


def test_every_command_of_the_readme_works(modelmap):
    assert modelmap("run", "--offline").returncode == 0
    environment = modelmap.environment | {
        "MODELMAP_HOME": str(modelmap.home),
        "PATH": f"{Path(modelmap.program).parent}:{modelmap.environment['PATH']}",
    }
    here = [command for command in COMMANDS if command not in ELSEWHERE]
    assert len(here) > 10
    for command in here:
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout.strip() or command == "modelmap check", f"{command} prints something"


@pytest.mark.parametrize("command", ELSEWHERE)
def test_the_others_are_run_elsewhere(command):
    place, call = ELSEWHERE[command]
    assert command in COMMANDS, "the README no longer says it: take it out of the table"
    assert call in (ROOT / place).read_text(encoding="utf-8")


def test_every_file_that_the_readme_links_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_configuration_in_the_readme_is_valid(modelmap):
    (example,) = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)
    modelmap.home.mkdir()
    (modelmap.home / "modelmap.toml").write_text(example, encoding="utf-8")
    done = modelmap("check")
    assert done.returncode == 0, done.stdout + done.stderr
