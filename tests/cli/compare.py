#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli simulate --compare, on good input and on bad."""

import json
import os
import sys

from command import answer, check, end, file, refuses, run, works

WELCOME = os.path.join(sys.argv[2], 'data', 'examples', 'welcome-series.json')
SLUG = 'welcome-series'


def compared(*args):
    return run('simulate', WELCOME, '-w', shop, '--from', '2026-03-02', '--for', 'P20D', *args)


def step(result, name):
    return answer(result)['automations'][SLUG]['steps'][name]['in']


shop = file('shop.parcours')
works('a sample is made', run('sample', shop, '--contacts', '1500', '--seed', '3'))
with open(WELCOME, encoding='utf-8') as content:
    longer = json.load(content)
pause = next(s for s in longer['steps'].values() if s['type'] == 'wait.duration')
pause['params']['for'] = 'P9D'
longer_file = file('longer.json', json.dumps(longer))
longer['slug'] = longer['id'] = 'stranger'
stranger = file('stranger.json', json.dumps(longer))

# A version with itself
same = compared('--compare', WELCOME)
works('a version differs nowhere from itself', same, lambda r: 'All 1780 contacts go the same way' in r.stdout.decode())
same = answer(compared('--compare', WELCOME, '--json', '--runs', '3'))
check('nor in several runs', same['runs'] == 3 and same['other-ways'] == [] and
      all(count['difference'] == 0 and count['margin'] == 0
          for a in same['automations'].values() for s in a['steps'].values() for count in [s['in'], s['inside']]), same)

# A change
table = compared('--compare', longer_file)
works('a table of both', table, lambda r: all(word in r.stdout.decode() for word in (
    'Before', 'After', 'Difference', 'Wait 9 days', 'go another way:', '@example.org')))
plain = answer(compared('--json'))['automations'][SLUG]['steps']
changed = answer(run('simulate', longer_file, '-w', shop, '--from', '2026-03-02', '--for', 'P20D', '--json'))
pair = compared('--compare', longer_file, '--json')
check('before and after are what each gives alone',
      all(step(pair, name)['before'] == plain[name]['in'] and
          step(pair, name)['after'] == changed['automations'][SLUG]['steps'][name]['in'] for name in plain), pair.stdout)
check('the luck is the same before the change', step(pair, 'joined')['difference'] == 0)
check('later steps have fewer people', step(pair, 'opened')['difference'] < 0)
works('the same with one thread', compared('--compare', longer_file, '--json', '--threads', '1'),
      lambda r: answer(r) == answer(pair))
check('who goes another way is named', len(set(answer(pair)['other-ways'])) == len(answer(pair)['other-ways']) > 0)
works('several runs have margins', compared('--compare', longer_file, '--json', '--runs', '4'),
      lambda r: step(r, 'opened')['margin'] > 0 and step(r, 'opened')['difference'] < 0)
works('another slug stands for the one file', compared('--compare', stranger, '--json'),
      lambda r: answer(r)['automations'].keys() == answer(pair)['automations'].keys() and
      step(r, 'opened') == step(pair, 'opened'))

# Other things than automations
works('another seed', compared('--compare-seed', '7'), lambda r: 'another way' in r.stdout.decode())
works('the same seed', compared('--compare-seed', '1'), lambda r: 'the same way' in r.stdout.decode())
works('people who do nothing by themselves', compared('--json', '--compare', file(
    'still.json', json.dumps({'format': 'parcours-behaviour/1'}))),
      lambda r: answer(r)['automations']['abandoned-cart']['entered']['after'] == 0 <
      answer(r)['automations']['abandoned-cart']['entered']['before'])
works('other settings', compared('--json', '--compare', file(
    'quiet.json', json.dumps({'quiet-hours': {'from': '00:30', 'to': '23:30'}}))), lambda r: answer(r)['runs'] == 1)

# Bad input
refuses('no file', compared('--compare', file('missing.json')), 'missing.json')
refuses('no JSON', compared('--compare', file('broken.json', '{"format": ')), 'broken.json')
refuses('a list', compared('--compare', file('list.json', '[]')), 'list.json')
refuses('a format of something else', compared('--compare', file('odd.json', '{"format": "pigeon/1"}')), 'odd.json')
refuses('a bad behaviour', compared('--compare', file(
    'bad.json', '{"format": "parcours-behaviour/1", "responses": 5}')), 'bad.json')
refuses('nothing that it could stand for', run('simulate', '-w', shop, '--compare', stranger), 'stranger', 'one file')
refuses('no runs', compared('--compare', longer_file, '--runs', '0'), '--runs')
refuses('too many runs', compared('--compare', longer_file, '--runs', '100000'), '--runs')
refuses('runs of nothing', compared('--runs', '3'), '--compare')
refuses('a trace of both', compared('--compare', longer_file, '--trace', file('t.jsonl')), 'trace')

end()
