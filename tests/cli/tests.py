#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli test with a workspace: its own tests, one that fails, none, and what is no workspace."""

import json
import os
import sqlite3
import sys

from command import answer, check, end, file, refuses, run, works

SAMPLE = json.load(open(os.path.join(sys.argv[2], 'data', 'sample', 'tests.json'), encoding='utf-8'))
CASES = sum(1 + len(test['cases']) for test in SAMPLE.values())


def change(path, statement, *values):
    with sqlite3.connect(path) as workspace:
        workspace.execute(statement, values)
    workspace.close()


shop = file('shop.parcours')
works('a workspace with tests', run('sample', shop, '--contacts', '50'))
result = run('test', shop)
lines = result.stdout.decode().splitlines()
check('all of them run', lines[0] == f'1..{CASES}' and sum(line.startswith('ok ') for line in lines) == CASES, lines)
check('each says its own name', any(line.endswith(f" - shop.parcours/win-back: {SAMPLE['win-back']['name']}") for line in lines), lines)
check('and the ways that it takes', '# shop.parcours/abandoned-cart: all 11 ports taken' in lines, lines)
works('as JSON', run('test', shop, '--json'),
      lambda r: {each['test'] for each in answer(r)} == set(SAMPLE) and {each['file'] for each in answer(r)} == {shop})
works('files and folders beside it', run('test', os.path.join(sys.argv[2], 'tests', 'scenarios', 'ac.add-tag.json'), shop),
      lambda r: b' - ac.add-tag.json: ' in r.stdout and b' - shop.parcours/win-back: ' in r.stdout)

change(shop, 'UPDATE entities SET attributes = replace(attributes, ?, ?) WHERE slug = ? AND kind = ?',
       '"cart-free-shipping":1', '"cart-free-shipping":2', 'abandoned-cart', 'scenario')
works('one that fails says so', run('test', shop),
      lambda r: r.stdout.count(b'not ok') == 1 and b'#   expected: 2' in r.stdout, status=1)
change(shop, 'UPDATE entities SET attributes = replace(attributes, ?, ?) WHERE slug = ? AND kind = ?',
       '["win-back"]', '["gone"]', 'win-back', 'scenario')
works('one that cannot run outweighs it', run('test', shop), lambda r: b'gone' in r.stderr and b'#   expected: 2' in r.stdout, status=2)
change(shop, 'DELETE FROM entities WHERE kind = ?', 'scenario')
refuses('a workspace without tests', run('test', shop), 'shop.parcours')
refuses('one that is not there', run('test', file('gone.parcours')), 'gone.parcours')
refuses('one that is none', run('test', file('text.parcours', 'no')), 'text.parcours')
automation = os.path.join(sys.argv[2], 'data', 'examples', 'win-back.json')
works('an automation is no test', run('test', automation), lambda r: b'This is an automation' in r.stderr, status=2)
refuses('a test is no automation', run('check', os.path.join(sys.argv[2], 'tests', 'scenarios', 'ac.add-tag.json')), 'This is a test')
works('the help can be typed as it stands', run('test', '--help'), lambda r: b'parcours-cli test [' in r.stdout)
works('also where a command has actions', run('contacts', 'import', '--help'), lambda r: b'parcours-cli contacts import [' in r.stdout)
end()
