"""Each rule of the catalogue, with the file, line and field that a person is told."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from datetime import date
from pathlib import Path

import pytest

from warehouse.catalogue.check import check
from warehouse.catalogue.read import BUNDLED, bundled, read

TODAY = date(2026, 1, 1)
ORGS = (
    "- {id: meta, name: Meta, country: US, kind: company, source: https://a.org, hub_authors: [meta-llama]}\n"
)
LICENSES = "- {id: Apache-2.0, name: Apache, openness: open, commercial_use: true, source: https://a.org}\n"
FEEDS = ""
GOOD = """\
- id: one
  name: One
  kind: model
  org: meta
  released_on: 2023-02
  license: Apache-2.0
  source: https://a.org
- id: two
  name: Two
  kind: model
  released_on: 2023-03-01
  source: https://a.org
  parents:
    - {id: one, relation: finetune}
"""

CASES = [
    # what is changed in the good entries; where and what is said
    ("name: One", "nmae: One", "models/m.yaml:1: one.name: is missing"),
    ("name: One", "nmae: One", "models/m.yaml:2: one.nmae: is not a key that modelmap knows"),
    ("kind: model\n  org", "kind: modle\n  org", "models/m.yaml:3: one.kind: Input should be 'model'"),
    ("released_on: 2023-02\n", "released_on: 2023-13\n", "models/m.yaml:5: one.released_on: month must be in 1..12"),
    ("released_on: 2023-02\n", "released_on: Feb 2023\n", "models/m.yaml:5: one.released_on: 'Feb 2023' is no date"),
    ("released_on: 2023-02\n", "released_on: 2027-02\n", "models/m.yaml:5: one.released_on: 2027-02 cannot be"),
    ("released_on: 2023-02\n", "released_on: 2023-04\n", "models/m.yaml:11: two.released_on: 2023-03-01 is before its parent one (2023-04)"),
    ("license: Apache-2.0", "license: Apache 2", "models/m.yaml:6: one.license: 'Apache 2' is not in licenses.yaml"),
    ("org: meta", "org: mate", "models/m.yaml:4: one.org: 'mate' is not in orgs/"),
    ("{id: one, relation: finetune}", "{id: won, relation: finetune}", "models/m.yaml:13: two.parents: 'won' is not in models/"),
    ("{id: one, relation: finetune}", "{id: one, relation: tuned}", "models/m.yaml:14: two.parents.0.relation: Input should be"),
    ("{id: one, relation: finetune}", "{id: two, relation: finetune}", "models/m.yaml:13: two.parents: 'two' is named twice, or is the entry itself"),
    ("{id: one, relation: finetune}", "{id: one, relation: technique}", "models/m.yaml:13: two.parents: 'one' is a model: technique is for"),
    ("kind: model\n  org", "kind: framework\n  org", "models/m.yaml:13: two.parents: 'one' is a framework: write relation: technique"),
    ("  org: meta\n", "  org: meta\n  parents:\n    - {id: two, relation: merge}\n", "parents: 'one' is its own ancestor: derivation has a cycle"),
    ("id: two", "id: one", "models/m.yaml:8: one.id: 'one' is the id of models/m.yaml:1 already"),
    ("id: two", "id: Two!", "models/m.yaml:8: Two!.id: String should match pattern"),
    ("name: Two", "name: ONE", "models/m.yaml:8: two.aliases: 'one' already names 'one'"),
    ("  name: Two\n", "  name: Two\n  name: Deux\n", "models/m.yaml:10: name: is written twice in one entry"),
    ("  org: meta\n", "  org: meta\n  hub_repo: not-a-repo\n", "models/m.yaml:5: one.hub_repo: 'not-a-repo' is no Hub repo id"),
    ("  org: meta\n", "  org: meta\n  sizes: [7b]\n", "one.sizes.0: '7b' is no size"),
    ("  org: meta\n", "  org: meta\n  url: javascript:alert(1)\n", "one.url: URL scheme should be 'http' or 'https'"),
    ("  org: meta\n", "  org: meta\n  sources: {colour: https://a.org}\n", "models/m.yaml:5: one.sources: 'colour' is not a field"),
    ("  org: meta\n", "  org: meta\n  article:\n    - {field: colour, says: red}\n", "models/m.yaml:5: one.article: 'colour' is not a field"),
    ("  org: meta\n", "  org: meta\n  disputes:\n    - {field: name, value: One, source: x, why: y}\n", "one.disputes: name 'One' is what the entry says itself"),
    ("id: one\n  name", "id: one\n name", "models/m.yaml:2: -: is not YAML"),
    (GOOD, "id: one\n", "models/m.yaml:1: -: must be a list of entries"),
]  # fmt: skip


def problems(
    root: Path, models: str = GOOD, orgs: str = ORGS, licenses: str = LICENSES, feeds: str = FEEDS
) -> list[str]:
    for name, text in {
        "models/m.yaml": models,
        "orgs/o.yaml": orgs,
        "licenses.yaml": licenses,
        "feeds.yaml": feeds,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    catalogue, found = read(root)
    return [str(problem) for problem in (*found, *check(catalogue, TODAY))]


def test_good_entries_have_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(("good", "bad", "said"), CASES)
def test_models(tmp_path: Path, good: str, bad: str, said: str) -> None:
    assert good in GOOD
    found = problems(tmp_path, GOOD.replace(good, bad, 1))
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"orgs": ORGS + ORGS.replace("id: meta", "id: facebook")}, "orgs/o.yaml:2: facebook.aliases: 'meta' already names 'meta'"),
        ({"orgs": ORGS + ORGS.replace("id: meta, name: Meta", "id: fb, name: FB")}, "fb.hub_authors: 'meta-llama' already belongs to 'meta'"),
        ({"orgs": ORGS.replace("US", "USA")}, "orgs/o.yaml:1: meta.country"),
        ({"licenses": LICENSES.replace("Apache-2.0", "Apache-3.14")}, "licenses.yaml:1: Apache-3.14.id: is not an SPDX id"),
        ({"licenses": LICENSES + LICENSES.replace("id: Apache-2.0", "id: MIT").replace("}", ", aliases: [apache-2.0]}")},
         "licenses.yaml:2: MIT.aliases: 'apache-2.0' already means 'Apache-2.0'"),
        ({"feeds": "- {id: a, name: A, url: https://a.org, language: en, good_for: x, source: y, org: nobody}\n"},
         "feeds.yaml:1: a.org: 'nobody' is not in orgs/"),
        ({"feeds": "- {id: a, name: A, url: https://a.org, language: en, good_for: x, source: y}\n"
                   "- {id: b, name: B, url: https://a.org, language: en, good_for: x, source: y}\n"},
         "feeds.yaml:2: b.url: https://a.org is polled as 'a' already"),
    ],
)  # fmt: skip
def test_other_files(tmp_path: Path, given: dict[str, str], said: str) -> None:
    found = problems(tmp_path, **given)
    assert any(said in problem for problem in found), found


def test_an_open_model_under_a_restricted_licence(tmp_path: Path) -> None:
    licenses = LICENSES.replace("openness: open", "openness: semi-open")
    models = GOOD.replace("  org: meta\n", "  org: meta\n  openness: open\n")
    assert problems(tmp_path, models, licenses=licenses) == [
        "models/m.yaml:5: one.openness: open, but Apache-2.0 is semi-open: put it right, or give its source in sources"
    ]
    sourced = models.replace("  org: meta\n", "  org: meta\n  sources: {openness: https://a.org}\n")
    assert problems(tmp_path, sourced, licenses=licenses) == []


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "m.yaml").write_bytes(b"\xff\xfe\x00")
    _, found = read(tmp_path)
    assert any(str(problem).startswith("models/m.yaml:1: -: cannot be read") for problem in found)


def test_the_bundled_catalogue_is_right() -> None:
    assert check(bundled(), date.today()) == []  # noqa: DTZ011  the day, for dates in the future
    _, found = read(BUNDLED)
    assert found == []
