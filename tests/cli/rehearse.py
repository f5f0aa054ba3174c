#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli simulate --swap and --pressure, on good input and on bad."""

import json
import os
import sys

from command import answer, check, end, file, refuses, run, works

WELCOME = os.path.join(sys.argv[2], 'data', 'examples', 'welcome-series.json')
SLUG = 'welcome-series'
FATES = ('stayed', 'released', 'moved', 'stranded', 'doubled')


def simulated(*args):
    return run('simulate', WELCOME, '-w', shop, '--from', '2026-03-02', '--for', 'P20D', *args)


def fates(result):
    return {fate: answer(result)['rehearsal'][fate] for fate in FATES}


shop = file('shop.parcours')
works('a sample is made', run('sample', shop, '--contacts', '1500', '--seed', '3'))
with open(WELCOME, encoding='utf-8') as content:
    series = json.load(content)
pause = next(i for i, s in series['steps'].items() if s['type'] == 'wait.duration')
series['steps'][pause]['params']['for'] = 'P1D'
shorter = file('shorter.json', json.dumps(series))
after = next(link['to'] for link in series['links'] if link['from'] == pause)
for link in series['links']:
    if link['to'] == pause:
        link['to'] = after
series['links'] = [link for link in series['links'] if link['from'] != pause]
del series['steps'][pause]
series['slug'] = series['id'] = 'stranger'
gone = file('gone.json', json.dumps(series))

# A version with itself
plain = answer(simulated('--json'))
same = simulated('--json', '--swap', WELCOME, '--swap-at', '10')
check('a version that takes the place of itself changes no count',
      {key: value for key, value in answer(same).items() if key != 'rehearsal'} == plain, same.stdout)
check('and all stay', fates(same)['stayed'] > 20 and sum(fates(same).values()) == fates(same)['stayed'], fates(same))

# An edit
edit = simulated('--json', '--swap', shorter, '--swap-at', 'P10D')
works('the same with one thread', simulated('--json', '--swap', shorter, '--swap-at', 'P10D', '--threads', '1'),
      lambda r: r.stdout == edit.stdout)
check('a shorter wait releases who has waited enough', fates(edit)['released'] > 0 and fates(edit)['moved'] == 0, fates(edit))
check('as many are inside as before', fates(edit)['stayed'] + fates(edit)['released'] == fates(same)['stayed'], fates(edit))
check('who was released is named', len(answer(edit)['rehearsal']['contacts']) == fates(edit)['released'] and
      all(c['fate'] == 'released' and c['step'] == pause and '@' in c['contact'] for c in answer(edit)['rehearsal']['contacts']))
moved = simulated('--json', '--swap', gone, '--swap-at', '2026-03-12')
step = answer(moved)['rehearsal']['swaps'][0]['steps'][pause]
check('a step that is gone moves people on', step['moved'] > 0 and step['to'] == after and step['stayed'] == 0, step)
check('an instant says when', answer(moved)['rehearsal']['swaps'][0]['at'].startswith('2026-03-1'), moved.stdout)
out = simulated('--json', '--swap', gone, '--swap-at', '10', '--swap-move', pause + '=')
check('who swaps says where people go', fates(out)['stranded'] == step['moved'] and fates(out)['moved'] == 0, fates(out))
works('a table of who was inside', simulated('--swap', gone, '--swap-at', '10'), lambda r: all(
    word in r.stdout.decode() for word in ('who was inside', 'Released', 'Moved to', 'Moved to the next step:', '@')))

# Bad input
refuses('a swap has a time', simulated('--swap', shorter), '--swap-at')
refuses('a time has a swap', simulated('--swap-at', '10'), '--swap')
refuses('a time is one', simulated('--swap', shorter, '--swap-at', 'soon'), 'soon')
refuses('a time lies in the simulation', simulated('--swap', shorter, '--swap-at', '20'), '20')
refuses('a move names two steps', simulated('--swap', shorter, '--swap-at', '10', '--swap-move', 'x'), 'OLD=NEW')
refuses('a move is from a step that is gone', simulated('--swap', gone, '--swap-at', '10', '--swap-move', after + '='), after)
refuses('a move leads to a step', simulated('--swap', gone, '--swap-at', '10', '--swap-move', pause + '=nowhere'), 'move')
refuses('a file is there', simulated('--swap', file('none.json'), '--swap-at', '10'), 'none.json')
refuses('the automation runs', run('simulate', '-w', shop, '--swap', gone, '--swap-at', '10'), 'stranger')
refuses('compare or swap', simulated('--swap', shorter, '--swap-at', '10', '--compare', shorter), '--compare')

# Which ports were taken
covered = answer(simulated('--json', '--coverage'))
check('coverage counts each port', covered['coverage']['times'][f'{SLUG}/{pause} next'] ==
      covered['automations'][SLUG]['steps'][pause]['ports']['next'] > 0 and
      covered['coverage']['taken'] + len(covered['coverage']['never']) == covered['coverage']['ports'], covered['coverage'])
swapped = answer(simulated('--json', '--coverage', '--swap', WELCOME, '--swap-at', '10'))
check('two versions are counted as one', swapped['coverage'] == covered['coverage'], swapped['coverage'])
works('and is told line by line', simulated('--coverage'), lambda r: f'{SLUG}/{pause} next' in r.stdout.decode())
scenario = file('twice.json', json.dumps({
    'format': 'parcours-scenario/1', 'name': 'Once', 'from': '2026-03-02T09:00', 'for': 'P1D', 'contacts': [{'email': 'ada@example.org'}],
    'automations': [{'format': 'parcours-automation/1', 'id': 'f', 'slug': 'f', 'name': 'F', 'platform': 'any', 'settings': {},
                     'steps': {'in': {'type': 'trigger.tag-added', 'params': {'tag': 'a'}},
                               'ask': {'type': 'split.if-else', 'params': {'if': {'tag': 'b'}}}},
                     'links': [{'from': 'in', 'port': 'next', 'to': 'ask'}]}],
    'timeline': [{'at': 'PT1H', 'contact': 'ada@example.org', 'event': 'tag.added', 'subject': 'a'}], 'expect': []}))
lines = run('test', scenario, scenario, '--coverage').stdout.decode().splitlines()
check('scenarios are covered together', '# 2 of 3 ports taken' in lines and
      any(line.split() == ['#', 'f/ask', 'no', '2'] for line in lines) and
      any(line.split() == ['#', '!', 'f/ask', 'yes', 'never'] for line in lines), lines)

# Two automations that write the same, and let people into each other
people = file('people.csv', 'Email,City\nada@example.org,Paris\nbo@example.org,Lyon\ncy@example.org,Nice\n')


def flow(slug, tag, other, city):
    return file(slug + '.json', json.dumps({
        'format': 'parcours-automation/1', 'id': slug, 'slug': slug, 'name': slug.capitalize(), 'platform': 'any',
        'settings': {'entry': {'reentry': 'always', 'parallel': 'yes'}},
        'steps': {'start': {'type': 'trigger.tag-added', 'params': {'tag': tag}},
                  'city': {'type': 'action.update-field', 'params': {'field': 'city', 'value': {'value': city}}},
                  'mail': {'type': 'action.send-email', 'params': {'email': slug}},
                  'hold': {'type': 'wait.duration', 'params': {'for': 'P2D'}},
                  'other': {'type': 'flow.start-automation', 'params': {'automation': other}}},
        'links': [{'from': a, 'port': 'next', 'to': b} for a, b in
                  (('start', 'city'), ('city', 'mail'), ('mail', 'hold'), ('hold', 'other'))]}))


timeline = file('timeline.json', json.dumps({'format': 'parcours-timeline/1', 'events': [
    {'at': 'P1D', 'contact': 'ada@example.org', 'event': 'tag.added', 'subject': 'red'},
    {'at': 'P9D', 'contact': 'bo@example.org', 'event': 'tag.added', 'subject': 'blue'}]}))
both = [flow('one', 'red', 'two', 'Lille'), flow('two', 'blue', 'one', 'Brest')]
result = run('simulate', *both, '--contacts', people, '--from', '2026-03-02', '--for', 'P10D', '--timeline', timeline, '--pressure', '--json')
pressure = answer(result)['pressure']
# Ada gets a mail on days 1, 3, 5, 7 and 9, so four within 7 days; Bo gets one.
check('messages are counted', pressure['messages'] == 6 and pressure['in-24-hours']['1'] == 2 and
      pressure['in-7-days']['4'] == 1 and pressure['in-7-days']['1'] == 1 and pressure['in-7-days']['0'] == 1, pressure)
check('who gets most comes first', [(c['contact'], c['day'], c['week'], c['total']) for c in pressure['most-pressed']] ==
      [('ada@example.org', 1, 4, 5), ('bo@example.org', 1, 1, 1)], pressure)
collision = pressure['collisions'][0]
check('what two write is found', len(pressure['collisions']) == 1 and collision['field'] == 'city' and
      collision['automations'] == ['one', 'two'] and collision['contacts'] == 1 and
      collision['examples'][0]['first']['automation'] == 'one' and collision['examples'][0]['then']['step'] == 'city', pressure)
circle = pressure['circles'][0]
check('so is a circle', len(pressure['circles']) == 1 and circle['automations'] == ['one', 'two'] and circle['laps'] == 3 and
      circle['contacts'] == 1 and circle['examples'] == ['ada@example.org'], pressure)
works('and all is told', run('simulate', *both, '--contacts', people, '--from', '2026-03-02', '--for', 'P10D', '--timeline', timeline,
                             '--pressure'),
      lambda r: all(word in r.stdout.decode() for word in ('Who gets most', 'both write the field “city”', '“One” → “Two” → “One”')))
works('nothing is told of nobody', run('simulate', both[0], '--contacts', people, '--pressure', '--json'),
      lambda r: answer(r)['pressure']['messages'] == 0 and answer(r)['pressure']['circles'] == [])

end()
