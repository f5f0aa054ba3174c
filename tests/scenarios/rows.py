# SPDX-License-Identifier: GPL-3.0-or-later
"""Every row of the catalogue is shown by a scenario of its name, or by the test that elsewhere.tsv names. Speaks TAP."""

import json
import os
import subprocess
import sys

CLI = sys.argv[1]
FOLDER = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(FOLDER)
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def elsewhere():
    rows = [line.split("\t") for line in read(FOLDER, "elsewhere.tsv").splitlines() if line and line[0] != "#"]
    return {row: (file, words) for row, file, words in rows}


def is_about(row, scenario):
    """A step is in its scenario; a capability is named by its file alone."""
    cases = [scenario, *scenario.get("cases", [])]
    steps = [step.get("row") for case in cases for automation in case.get("automations", [])
             for step in automation["steps"].values()]
    return "capability" == row["kind"] or row["id"] in steps


def what_is_missing(row, others):
    name = row["id"] + ".json"
    if row["id"] in others:
        file, words = others[row["id"]]
        if os.path.exists(os.path.join(FOLDER, name)):
            return "it has a scenario, and stands in elsewhere.tsv too"
        return None if words in read(TESTS, file) else f"{file} does not say “{words}”"
    if not os.path.exists(os.path.join(FOLDER, name)):
        return f"there is no {name}"
    return None if is_about(row, json.loads(read(FOLDER, name))) else f"no step of {name} is made from it"


rows = json.loads(subprocess.run([CLI, "catalog", "--json"], env=ENVIRONMENT, check=True, capture_output=True).stdout)
others = elsewhere()
failed = 0
for n, row in enumerate(rows, 1):
    missing = what_is_missing(row, others)
    failed += missing is not None
    print(f"{'not ' if missing else ''}ok {n} - {row['id']}" + (f"\n# {missing}" if missing else ""))
ids = {row["id"] for row in rows}
stray = [name for name in os.listdir(FOLDER) if name.endswith(".json") and name[:-5] not in ids] + sorted(set(others) - ids)
print(f"{'not ' if stray else ''}ok {len(rows) + 1} - scenarios are named after rows" + (f"\n# {stray}" if stray else ""))
print(f"1..{len(rows) + 1}")
sys.exit(1 if failed or stray else 0)
