#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli sample, simulate and check, on good input and on bad."""

import json
import os
import sqlite3
import subprocess
import sys
import time

from command import CLI, answer, check, end, file, refuses, run, works

SOURCE = sys.argv[2]
EXAMPLES = os.path.join(SOURCE, 'data', 'examples')
WELCOME = os.path.join(EXAMPLES, 'welcome-series.json')


def read(path):
    with open(path, 'rb') as content:
        return content.read()


def simulated(*args):
    return run('simulate', '-w', shop, '--from', '2026-03-02', *args)


# A workspace
shop = file('shop.parcours')
works('a sample is made', run('sample', shop, '--contacts', '1500', '--seed', '3'))
refuses('a sample does not replace a file', run('sample', shop), 'shop.parcours')
refuses('a sample has contacts', run('sample', file('x.parcours'), '--contacts', '0'), '--contacts')
refuses('a sample has a file', run('sample'), 'file')

# Simulating
table = simulated()
works('a table for each automation', table,
      lambda r: all(word in r.stdout.decode() for word in ('1500 contacts and 1260 new ones, 90 days from 2026-03-02', 'Welcome Series',
                                                            'Abandoned Cart', 'Entered', 'Whole automation')))
one = answer(simulated('--json', '--threads', '1'))
works('the same with two threads', simulated('--json', '--threads', '2'), lambda r: answer(r) == one)
works('another future with another seed', simulated('--json', '--seed', '2'), lambda r: answer(r) != one)
works('shorter with fewer days', simulated('--json', '--for', 'P7D'),
      lambda r: answer(r)['automations']['welcome-series']['entered'] < one['automations']['welcome-series']['entered'])
works('fewer with a limit', simulated('--json', '--limit', '100'), lambda r: answer(r)['contacts'] == 100)
welcomed = one['automations']['welcome-series']['steps']['hello']
check('who comes new has an address', welcomed.get('outcomes', {}).get('no-address', 0) < welcomed['in'] / 10, welcomed)
check('all branches fill', all(one['automations'][slug]['entered'] > 0 for slug in one['automations']), one)
check('who enters ends or is inside', all(a['entered'] == a['inside'] + sum(a['ended'].values())
                                          for a in one['automations'].values()), one)

traces = [file(f'trace-{i}.jsonl') for i in range(3)]
works('a trace by one thread', simulated('--trace', traces[0], '--threads', '1'))
works('a trace by two threads', simulated('--trace', traces[1], '--threads', '2'))
works('a trace of another seed', simulated('--trace', traces[2], '--seed', '5'))
check('traces are the same, byte by byte', read(traces[0]) == read(traces[1]))
check('another seed has another trace', read(traces[0]) != read(traces[2]))
rows = [json.loads(line) for line in read(traces[0]).splitlines()]
check('a trace names contacts by address', all('@' in row['contact'] or row['contact'].startswith('phone:') or
                                               len(row['contact']) == 16 for row in rows), rows[:3])
new = sorted({row['contact'] for row in rows if row['contact'].startswith('new-')})
check('a trace names who comes new', len(new) > 100 and all(name.endswith('@new.invalid') for name in new), new[:3])
works('who comes new can be explained', run('explain', '-w', shop, '--from', '2026-03-02', '--contact', new[0]),
      lambda r: r.stdout.decode().startswith(new[0] + '\n') and len(r.stdout.splitlines()) > 1)
check('a trace is in order of time', all(a['at'] <= b['at'] for a, b in zip(rows, rows[1:])))
# Who was inside when the simulation began has entered too.
passages = {(row['contact'], row['enrolment']) for row in rows
            if row['automation'] == 'welcome-series' and row['what'] in ('entered', 'waiting')}
check('a trace agrees with the counts', len(passages) == one['automations']['welcome-series']['entered'], len(passages))

works('an automation in a file', simulated(WELCOME), lambda r: b'Welcome Series' in r.stdout)
works('contacts of a CSV file', run('simulate', '-c', file('c.csv', 'Email,First Name\na@example.org,Ada\nb@example.org,Bo\n'),
                                    WELCOME), lambda r: r.stdout.startswith(b'2 contacts'))
works('the sample, made where there is none', run('simulate', '--sample', '--limit', '50'),
      lambda r: b'50 contacts' in r.stdout)
works('the sample again', run('simulate', '--limit', '50'), lambda r: b'50 contacts' in r.stdout)

refuses('no such workspace', run('simulate', '-w', file('nowhere.parcours')), 'nowhere.parcours')
refuses('no such automation', simulated('--automation', 'nothing'), 'nothing')
for key, wrong in {'hours': [1] * 23, 'weekdays': [1, 1, 1, 1, 1, 1, -1], 'channel': 'pigeon', 'total': 'much'}.items():
    rule = {'message': 'welcome', 'bought': {'chance': 0.5, 'total': wrong}} if key == 'total' else {'message': 'welcome', key: wrong}
    refuses(f'a behaviour with wrong {key}',
            simulated('--behaviour', file(f'wrong-{key}.json', json.dumps({'format': 'parcours-behaviour/1', 'responses': [rule]}))),
            key, 'welcome')
refuses('no such behaviour', simulated('--behaviour', 'martians'), 'martians')
refuses('no instant', run('simulate', '-w', shop, '--from', 'soon'), '--from', 'soon')
refuses('no duration', simulated('--for', 'P1H'), '--for')
refuses('no seed', simulated('--seed', '-1'), '--seed')
refuses('no threads', simulated('--threads', '-1'), '--threads')
refuses('contacts from two places', run('simulate', '-w', shop, '-c', 'x.csv'), 'not both')
refuses('no CSV file', run('simulate', '-c', file('no.csv'), WELCOME), 'no.csv')
refuses('a CSV file without addresses', run('simulate', '-c', file('d.csv', 'Colour\nblue\n'), WELCOME), 'd.csv')
refuses('nowhere to write a trace', simulated('--trace', '/nowhere/trace.jsonl'), '/nowhere')
kept = file('kept.jsonl', 'An older trace')
small = subprocess.run(['sh', '-c', 'trap "" XFSZ; ulimit -f 100; exec "$@"', 'sh', sys.argv[1], 'simulate', '-w', shop,
                        '--trace', kept], capture_output=True, check=False)
check('a trace for which there is no room leaves the older one', small.returncode == 2 and b'kept.jsonl' in small.stderr and
      read(kept) == b'An older trace', small.stderr.decode())
works('who is left out of a file of contacts is named',
      run('simulate', '-c', file('two.csv', 'Email\nnobody\nada@example.org\n'), WELCOME),
      lambda r: r.stderr.count(b'nobody') == 1 and b'\n' in r.stderr and r.stdout.startswith(b'1 contact,'))
refuses('no such option', run('simulate', '--fast'), '--fast')

# Bad automations
welcome = read(WELCOME)
bad = {
    'truncated': (welcome[:300], 'Line'),
    'empty': (b'', 'empty'),
    'binary': (bytes(range(256)) * 10, 'Line'),
    'huge': (b'[' * 50000000, 'larger than 8 MB'),
    'deep': (b'[' * 5000000, 'nested'),
    'wide': (b'{"format": "' + b'x' * 5000000 + b'"}', 'wide.json'),
    'other': (b'{"format": "recipe/1"}', 'other.json'),
    'newer': (b'{"format": "parcours-automation/99"}', 'newer.json'),
    'list': (b'[]', 'list.json'),
}
for name, (content, word) in bad.items():
    path = file(f'{name}.json', content)
    refuses(f'check: {name}', run('check', path), f'{name}.json', word)
    refuses(f'simulate: {name}', simulated(path), f'{name}.json', word)
refuses('check: missing', run('check', file('missing.json')), 'missing.json')


def changed(name, change):
    document = json.loads(welcome)
    change(document)
    return file(name, json.dumps(document))


def found(path, *args):
    result = run('check', path, '--json', *args)
    return result.returncode, {c['code'] for c in answer(result)[0]['checks']}


def unknown_type(document):
    document['steps']['hello']['type'] = 'action.send-pigeon'


def dangling(document):
    next(link for link in document['links'] if link['from'] == 'hello')['to'] = 'nowhere'


def circle(document):
    document['steps']['back'] = {'type': 'flow.go-to', 'params': {'step': 'hello'}, 'at': [900, 900]}
    document['links'] = [link for link in document['links'] if link['from'] != 'hello']
    document['links'].append({'from': 'hello', 'port': 'next', 'to': 'back'})


works('nothing is wrong with the examples', run('check', *(os.path.join(EXAMPLES, n) for n in os.listdir(EXAMPLES))))
for name, change, code in (('unknown.json', unknown_type, 'step-type-unknown'), ('dangling.json', dangling, 'link-dangling'),
                           ('circle.json', circle, 'loop-without-wait')):
    status, codes = found(changed(name, change))
    check(f'check: {code}', status == 1 and code in codes, (status, codes))
    result = simulated(file(name))
    check(f'simulate: {code} is told and does no harm', result.returncode == 0 and name in result.stderr.decode() and
          result.stderr.count(b'\n') == 1, result.stderr.decode())
status, codes = found(os.path.join(EXAMPLES, 'abandoned-cart.json'), '--platform', 'brevo')
check('what another platform does not offer', status == 1 and 'step-not-offered' in codes, codes)
refuses('no such platform', run('check', WELCOME, '--platform', 'pigeon'), 'pigeon')
works('with a workspace, references resolve', run('check', WELCOME, '-w', shop, '--json'),
      lambda r: not any(c['code'] == 'reference-unknown' for c in answer(r)[0]['checks']) and
      answer(r)[0]['left-out'] == [])

# Bad workspaces
refuses('a workspace that is a letter', run('simulate', '-w', file('letter.parcours', 'Dear reader, this is no database.')),
        'letter.parcours')
refuses('a workspace that is empty', run('simulate', '-w', file('empty.parcours', b'')), 'empty.parcours')
refuses('a workspace cut short', run('simulate', '-w', file('cut.parcours', read(shop)[:20000])), 'cut.parcours')
newer = file('newer.parcours', read(shop))
with sqlite3.connect(newer) as db:
    db.execute('PRAGMA user_version = 999')
db.close()
refuses('a workspace newer than the program', run('simulate', '-w', newer), 'newer.parcours')
held = file('held.parcours', read(shop))
with sqlite3.connect(held, isolation_level=None) as db:
    db.execute('PRAGMA locking_mode = EXCLUSIVE')
    db.execute('BEGIN EXCLUSIVE')
    begun = time.monotonic()
    refuses('a workspace that another program holds', run('simulate', '-w', held), 'held.parcours')
    check('that is told before long', time.monotonic() - begun < 6, time.monotonic() - begun)
    db.execute('ROLLBACK')
db.close()

# Output
with open('/dev/full', 'wb') as full:
    for words in (['--version'], ['catalog'], ['simulate', '-w', shop, '--json']):
        lost = subprocess.run([CLI, *words], stdout=full, stderr=subprocess.PIPE, check=False)
        check(f'a full disk is told: {words[0]}', lost.returncode == 2 and lost.stderr.count(b'\n') == 1 and
              b'cannot be written' in lost.stderr, (lost.returncode, lost.stderr))

other = file('other.parcours')
with sqlite3.connect(other) as db:
    db.execute('CREATE TABLE recipes (name TEXT)')
db.close()
refuses('a database of something else', run('simulate', '-w', other), 'other.parcours')

end()
