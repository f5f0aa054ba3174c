#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts single test cases in meson's logs.

Usage: count.py FAILED LOG...

FAILED is 1 where a run of meson failed. A program that ends badly without a
failed case of its own counts as one. Cases that failed or were skipped are
named, each with what the log says of the reason. The last line is "N passed, N failed".
"""
import json
import re
import sys

CASE = re.compile(r'^\s*(ok|not ok)\b[ \t]*\d*[ \t]*-?[ \t]*([^#\n]*)(#[ \t]*(SKIP|TODO)\b[^\n]*)?'
                  r'((?:\n#[^\n]*)*)', re.M | re.I)


def count(log):
    passed, failed, skipped = 0, [], []
    with open(log, encoding='utf-8') as lines:
        for line in lines:
            test = json.loads(line)
            cases = CASE.findall(test.get('stdout') or '')
            bad = 0
            for result, name, directive, kind, why in cases:
                if kind.upper() == 'SKIP':
                    skipped.append(f"{test['name']}: {name.strip()} {directive.strip()}")
                elif result == 'ok':
                    passed += 1
                else:
                    bad += 1
                    failed.append(f"{test['name']}: {name.strip()}{why}")
            if not cases and test['result'] == 'OK':
                passed += 1
            if test['result'] in ('FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS') and bad == 0:
                failed.append(f"{test['name']}: {test['result'].lower()}")
            elif test['result'] == 'SKIP' and not cases:
                skipped.append(f"{test['name']}: whole program")
    return passed, failed, skipped


def main():
    passed, failed, skipped = 0, [], []
    for log in sys.argv[2:]:
        more = count(log)
        passed += more[0]
        failed += more[1]
        skipped += more[2]
    if sys.argv[1] != '0' and not failed:
        failed.append('meson test: see above')
    for name in skipped:
        print('skipped:', name)
    for name in failed:
        print('failed:', name)
    print(f'{passed} passed, {len(failed)} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
