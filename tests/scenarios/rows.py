# SPDX-License-Identifier: GPL-3.0-or-later
"""Every row of the catalogue is shown by a scenario of its name, or by the test that elsewhere.tsv names, and each of
its constraints there met and broken; and the scenarios of the rules can be read aloud: each small, and with a
description. Speaks TAP."""

import json
import os
import subprocess
import sys

CLI = sys.argv[1]
FOLDER = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(FOLDER)
RULES = os.path.join(FOLDER, "rules")
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


# What a scenario cannot show, since it makes what it names: `automation/check-rows` does.
MADE = {("reference-unknown", "*"), ("field-not-allowed", "ac.update-account-field"),
        ("field-not-allowed", "brevo.update-company-attribute")}


def constraints(rows):
    """What is checked of each row, {row: {(code, can be met, can be broken)}}."""
    found = {row["id"]: {(constraint["code"], True, True) for constraint in row["constraints"] if "code" in constraint}
             for row in rows}
    for line in read(TESTS, "catalog", "checks.tsv").splitlines()[1:]:
        code, _, _, detail, ids = line.split("\t")
        for row in ids.split(","):
            # Below the lowest plan there is none.
            found[row].add((code, True, (code, detail) != ("plan-required", "starter")))
    # Who cannot enter is always said.
    return {row: {(code, is_met and code != "entry-subscribed-only", is_broken) for code, is_met, is_broken in codes
                  if not MADE & {(code, "*"), (code, row)}} for row, codes in found.items()}


def what_is_not_tried(row, scenario, checked):
    said = {(expected["check"], expected.get("reported", True)) for case in [scenario, *scenario.get("cases", [])]
            for expected in case.get("expect", []) if "check" in expected}
    missing = [f"{code} is never {word}" for code, is_met, is_broken in sorted(checked[row["id"]])
               for word, reported, wanted in (("met", False, is_met), ("broken", True, is_broken))
               if wanted and (code, reported) not in said]
    return ", ".join(missing) or None


def what_is_missing(row, others, checked):
    name = row["id"] + ".json"
    if row["id"] in others:
        file, words = others[row["id"]]
        if os.path.exists(os.path.join(FOLDER, name)):
            return "it has a scenario, and stands in elsewhere.tsv too"
        return None if words in read(TESTS, file) else f"{file} does not say “{words}”"
    if not os.path.exists(os.path.join(FOLDER, name)):
        return f"there is no {name}"
    scenario = json.loads(read(FOLDER, name))
    if not is_about(row, scenario):
        return f"no step of {name} is made from it"
    return what_is_not_tried(row, scenario, checked)


def what_is_untold(name):
    scenario = json.loads(read(RULES, name))
    if len(scenario["contacts"]) > 6:
        return "there are too many people in it to follow by hand"
    return None if len(scenario.get("description", "").split()) >= 5 else "nobody says what it shows"


rows = json.loads(subprocess.run([CLI, "catalog", "--json"], env=ENVIRONMENT, check=True, capture_output=True).stdout)
others = elsewhere()
rules = sorted(name for name in os.listdir(RULES) if name.endswith(".json"))
checked = constraints(rows)
results = [(row["id"], what_is_missing(row, others, checked)) for row in rows]
results += [(name, what_is_untold(name)) for name in rules]
ids = {row["id"] for row in rows}
stray = [name for name in os.listdir(FOLDER) if name.endswith(".json") and name[:-5] not in ids] + sorted(set(others) - ids)
results.append(("scenarios are named after rows", f"no row: {', '.join(stray)}" if stray else None))
results.append(("there are enough rules", None if len(rules) >= 150 else f"there are {len(rules)}"))
for n, (name, wrong) in enumerate(results, 1):
    print(f"{'not ' if wrong else ''}ok {n} - {name}" + (f"\n# {wrong}" if wrong else ""))
print(f"1..{len(results)}")
sys.exit(1 if any(wrong for _, wrong in results) else 0)
