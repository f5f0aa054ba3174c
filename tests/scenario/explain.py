# SPDX-License-Identifier: GPL-3.0-or-later
"""The command `explain`, run as a person runs it. Speaks TAP."""

import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8")

SCENARIO = {
    "format": "parcours-scenario/1", "name": "First", "from": "2026-03-02T09:00", "for": "P5D", "timezone": "Europe/Paris",
    "contacts": [{"email": "ada@example.org"}, {"email": "bo@example.org"}, {"email": "cy@example.org"}],
    "automations": [{
        "format": "parcours-automation/1", "id": "flow", "slug": "flow", "name": "Flow", "platform": "any", "settings": {},
        "steps": {
            "start": {"type": "trigger.tag-added",
                      "params": {"tag": "vip", "entry-segment": {"field": "city", "op": "is", "value": "Paris"}}},
            "fork": {"type": "split.if-else", "params": {"if": {"field": "age", "op": ">=", "value": 18}}},
            "adult": {"type": "action.add-tag", "params": {"tag": "adult"}},
            "wait": {"type": "wait.duration", "params": {"for": "P30D"}},
            "late": {"type": "action.add-tag", "params": {"tag": "late"}}},
        "links": [{"from": "start", "port": "next", "to": "fork"}, {"from": "fork", "port": "yes", "to": "adult"},
                  {"from": "fork", "port": "no", "to": "wait"}, {"from": "wait", "port": "next", "to": "late"}]}],
    "entities": {"fields": {"age": {"type": "number"}, "city": {"type": "text"}}},
    "timeline": [{"at": "PT1H", "contact": {"none": [{"field": "city", "op": "is", "value": "Nowhere"}]},
                  "event": "tag.added", "subject": "vip"}],
    "expect": [{"errors": 0}],
    "cases": [{"name": "Second", "timeline": [], "expect": [{"errors": 0}]}],
}
SCENARIO["contacts"][0]["fields"] = {"city": "Paris", "age": 30}
SCENARIO["contacts"][1]["fields"] = {"city": "Paris", "age": 7}
SCENARIO["contacts"][2]["fields"] = {"city": "Lyon"}

n = failed = 0


def check(name, holds, detail=""):
    global n, failed
    n += 1
    failed += not holds
    print(f"{'ok' if holds else 'not ok'} {n} - {name}")
    if not holds:
        print("\n".join("# " + line for line in str(detail).splitlines()))


def run(*args, timeout=60):
    return subprocess.run([CLI, "explain", *args], capture_output=True, text=True, env=ENVIRONMENT, timeout=timeout)


def said(name, done, *parts):
    check(name, done.returncode == 0 and done.stderr == "" and all(part in done.stdout for part in parts),
          f"{done.returncode}\n{done.stdout}\n{done.stderr}")


def refused(name, done, part):
    lines = done.stderr.strip().splitlines()
    check(name, done.returncode == 2 and len(lines) == 1 and part in lines[0] and done.stdout == "",
          f"{done.returncode}\n{done.stdout}\n{done.stderr}")


def explain_scenario(path):
    said("who passed, with the values that decided",
         run(path, "--contact", "ada@example.org"), "ada@example.org", "Entered “Flow”", "Took Yes at “If/Else”", "30")
    said("who never entered, and what was missing",
         run(path, "--contact", "cy@example.org"), "Never entered “Flow”", "Lyon")
    said("another case", run(path, "--contact", "ada@example.org", "--case", "Second"), "Nothing triggered “Tag is added: vip”")
    said("a step that was reached", run(path, "--contact", "ada@example.org", "--step", "fork"), "Took Yes at “If/Else”")
    said("a step that lies on the other side",
         run(path, "--contact", "bo@example.org", "--step", "adult"), "Never came to “Add a tag: adult”", "Took No at “If/Else”", "7")
    said("a step that comes later",
         run(path, "--contact", "bo@example.org", "--step", "flow/late"), "Never came to “Add a tag: late”", "Waits at “Wait 30 days”")
    done = run(path, "--contact", "bo@example.org", "--contact", "cy@example.org", "--step", "adult", "--json")
    explained = json.loads(done.stdout)
    check("JSON has codes and values",
          [one["contact"] for one in explained] == ["bo@example.org", "cy@example.org"] and
          explained[0]["reached"] is False and explained[0]["happened"] == [] and
          explained[1]["never-entered"]["flow"]["why"] == "entry-segment", done.stdout)
    done = run(path, "--contact", "bo@example.org", "--json")
    fork = [one for one in json.loads(done.stdout)[0]["happened"] if one.get("step") == "fork" and one["what"] == "passed"]
    check("JSON says the condition that decided",
          len(fork) == 1 and fork[0]["port"] == "no" and fork[0]["verdict"] is False and "condition" in fork[0], done.stdout)


def explain_absences(path):
    done = run(path, "--step", "adult")
    said("a step to which not all came", done, "1 of 3 contacts came to “Add a tag: adult” in “Flow”", "1 entered and did not come there",
         "Took No at “If/Else”", "such as bo@example.org", "1 never entered", "such as cy@example.org")
    check("reasons of many are told without what one of them had", "the contact had" not in done.stdout, done.stdout)
    reasons = json.loads(run(path, "--step", "late", "--json").stdout)
    check("reasons as JSON, first of those who were inside",
          reasons["reached"] == 0 and reasons["contacts"] == 3 and reasons["step"] == "late" and
          [one["entered"] for one in reasons["reasons"]] == [True, True, False] and
          sum(one["contacts"] for one in reasons["reasons"]) == 3 and
          ["bo@example.org"] in [one["examples"] for one in reasons["reasons"] if one["why"] == "Waits at “Wait 30 days”"],
          reasons)
    refused("an unknown step of all", run(path, "--step", "nowhere"), "nowhere")


def explain_badly(path, folder):
    refused("nobody named", run(path), "--contact")
    refused("an unknown contact", run(path, "--contact", "eve@example.org"), "eve@example.org")
    refused("an unknown step", run(path, "--contact", "ada@example.org", "--step", "nowhere"), "nowhere")
    refused("an unknown automation", run(path, "--contact", "ada@example.org", "--about", "other"), "other")
    refused("an unknown case", run(path, "--contact", "ada@example.org", "--case", "Third"), "Third")
    refused("a scenario and a workspace",
            run(path, "--contact", "ada@example.org", "--workspace", os.path.join(folder, "w.parcours")), "scenario")
    refused("a workspace that is not there",
            run("--contact", "ada@example.org", "--workspace", os.path.join(folder, "none.parcours")), "none.parcours")
    broken = os.path.join(folder, "broken.json")
    with open(broken, "w", encoding="utf-8") as file:
        file.write("{")
    workspace = os.path.join(folder, "w.parcours")
    refused("a broken automation", run(broken, "--contact", "ada@example.org", "--workspace", workspace), "broken.json")


def explain_workspace(folder):
    workspace = os.path.join(folder, "w.parcours")
    subprocess.run([CLI, "sample", "--contacts", "300", workspace], check=True, env=ENVIRONMENT, capture_output=True)
    listed = subprocess.run(["sqlite3", workspace, "SELECT email FROM contacts ORDER BY id LIMIT 1"], check=True,
                            capture_output=True, text=True)
    email = listed.stdout.strip()
    said("a contact of a workspace", run("--contact", email, "--workspace", workspace, "--from", "2026-03-02T09:00"), email)
    done = run("--contact", email, "--workspace", workspace, "--json")
    again = run("--contact", email.upper(), "--workspace", workspace, "--json", "--threads", "3")
    check("the same on any number of threads, however the address is written",
          done.returncode == 0 and json.loads(done.stdout)[0]["happened"] == json.loads(again.stdout)[0]["happened"],
          done.stderr + again.stderr)
    trace = os.path.join(folder, "trace.jsonl")
    subprocess.run([CLI, "simulate", "--workspace", workspace, "--trace", trace], check=True, capture_output=True, env=ENVIRONMENT)
    with open(trace, encoding="utf-8") as file:
        came = {row["contact"] for row in map(json.loads, file) if row["automation"] == "welcome-series" and row["step"] == "code"}
    absences = json.loads(run("--step", "welcome-series/code", "--workspace", workspace, "--json").stdout)
    kept_out = sum(one["contacts"] for one in absences["reasons"])
    check("whoever did not come to a step has a reason",
          absences["reached"] + kept_out == absences["contacts"] and absences["reached"] == len(came) > 0,
          f"{absences}\n{len(came)}")
    refused("nobody of that address", run("--contact", "nobody@example.org", "--workspace", workspace), "nobody@example.org")


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "scenario.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(SCENARIO, file)
    explain_scenario(path)
    explain_absences(path)
    explain_workspace(folder)
    explain_badly(path, folder)
print(f"1..{n}")
sys.exit(failed > 0)
