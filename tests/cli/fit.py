#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli fit: what was put into a simulation comes back from the log of what happened in it."""

import json
import shutil
import sqlite3
from datetime import datetime

from command import answer, check, end, file, refuses, run, works
from log import write_log

HOUR, DAY = 3600, 86400
HOURS = [1.6 if 8 <= hour < 12 else 0.7 if hour < 8 else 1 for hour in range(24)]
KNOWN = {
    'format': 'parcours-behaviour/1', 'name': 'Known',
    'responses': [
        {'message': 'welcome', 'opened': {'chance': 0.6, 'delay': {'median': 'PT2H', 'p90': 'PT12H'}},
         'clicked': {'chance': 0.5, 'delay': {'median': 'PT5M', 'p90': 'PT30M'}},
         'bought': {'chance': 0.3, 'delay': {'median': 'PT1H', 'p90': 'PT9H'}, 'products': {'candle': 3, 'sachets': 1},
                    'total': 42.5}},
        {'message': '*', 'channel': 'email', 'bounced': 0.02,
         'opened': {'chance': 0.4, 'delay': {'median': 'PT3H', 'p90': 'P1D'}},
         'clicked': {'chance': 0.25, 'delay': {'median': 'PT3M', 'p90': 'PT20M'}},
         'unsubscribed': {'chance': 0.03, 'delay': {'median': 'PT2M', 'p90': 'PT8M'}}},
    ],
    'arrivals': [
        {'topic': 'page.visited', 'subject': {'example.org/': 3, 'example.org/soaps': 1}, 'per-day': 0.05,
         'weekdays': [1, 1, 1, 1, 1, 4, 1], 'hours': [1] * 12 + [2] * 12},
        {'topic': 'list.subscribed', 'subject': {'newsletter': 1}, 'per-day': 0.002},
        {'topic': 'cart.product-added', 'payload': {'product': 'candle', 'quantity': 1}, 'per-day': 0.02,
         'follows': [{'topic': 'checkout.started', 'chance': 0.6, 'delay': {'median': 'PT10M', 'p90': 'PT1H'}}]},
    ],
}
LETTERS = {
    'format': 'parcours-automation/1', 'id': '5b0c8a52-2f0a-4a5e-9d0e-0f6d1c3f7a11', 'slug': 'letters', 'name': 'Letters',
    'platform': 'any', 'settings': {'entry': {'reentry': {'after': 'P20D'}}},
    'steps': {
        'visit': {'type': 'trigger.page-visited', 'at': [0, 0], 'params': {}},
        'hello': {'type': 'action.send-email', 'at': [0, 84], 'params': {'email': 'welcome'}},
        'pause': {'type': 'wait.duration', 'at': [0, 168], 'params': {'for': 'PT30H'}},
        'code': {'type': 'action.send-email', 'at': [0, 252], 'params': {'email': 'your-code'}},
    },
    'links': [{'from': 'visit', 'port': 'next', 'to': 'hello'}, {'from': 'hello', 'port': 'next', 'to': 'pause'},
              {'from': 'pause', 'port': 'next', 'to': 'code'}],
}


def save(name, content):
    return file(name, json.dumps(content))


def seconds(text):
    return datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()


def read_trace(path):
    """What happened to the contacts of the workspace: (address, topic, at, subject)."""
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            row = json.loads(line)
            if row['what'] == 'event' and '@' in row['contact']:
                yield row['contact'], row['why'], int(seconds(row['at'])), row.get('subject')


def simulate_log(behaviour, name):
    """A workspace whose past is what a simulation of it says."""
    path, trace = file(name), file(name + '.jsonl')
    shutil.copy(shop, path)
    run('simulate', '-w', shop, '--from', '2027-01-04', '--for', 'P60D', '--seed', '7', '--behaviour',
        save(name + '.json', behaviour), '--trace', trace, save('letters.json', LETTERS))
    write_log(path, read_trace(trace))
    return path


def rates(result):
    """The rates by what they are about."""
    return {(row.get('message') or row.get('channel') or row.get('topic') or 'new', row.get('reaction') or row['kind']): row
            for row in answer(result)['rates']}


def near(row, value):
    """Twice the margin: one of so many may well be outside of it."""
    return abs(row['observed'] - value) <= 2 * row['margin'] and abs(row['fitted'] - value) <= 2 * row['margin']


shop = file('shop.parcours')
works('a sample is made', run('sample', shop, '--contacts', '2000', '--seed', '3'))
log = simulate_log(KNOWN, 'known.parcours')
result = run('fit', '-w', log, '--from', '2027-01-04', '--json')
works('a fit', result)
found = rates(result)
for (what, rate), value in {
    ('welcome', 'opened'): 0.6, ('welcome', 'clicked'): 0.5, ('welcome', 'bought'): 0.3,
    ('your-code', 'bounced'): 0.02, ('your-code', 'opened'): 0.4, ('your-code', 'clicked'): 0.25,
    ('your-code', 'unsubscribed'): 0.03, ('page.visited', 'arrival'): 1.5, ('cart.product-added', 'arrival'): 0.6,
    ('checkout.started', 'follow'): 0.6,
}.items():
    row = found.get((what, rate))
    check(f'{what}: {rate} is {value}', row is not None and row['n'] > 5 and near(row, value), row)
for (what, rate), (median, p90) in {
    ('welcome', 'opened'): (2 * HOUR, 12 * HOUR), ('welcome', 'clicked'): (300, 1800),
    ('your-code', 'opened'): (3 * HOUR, 24 * HOUR), ('checkout.started', 'follow'): (600, HOUR),
}.items():
    row = found[what, rate]
    check(f'{what}: {rate} after so long', abs(row['median'] / median - 1) < 0.2 and abs(row['p90'] / p90 - 1) < 0.3, row)

behaviour = answer(result)['behaviour']
visits = next(rule for rule in behaviour['arrivals'] if rule['topic'] == 'page.visited')
weekdays, hours, pages = visits['weekdays'], visits['hours'], visits['subject']
check('Saturdays are known', 3 < weekdays[5] / (sum(weekdays[:5]) / 5) < 5, weekdays)
check('afternoons are known', 1.8 < sum(hours[12:]) / sum(hours[:12]) < 2.2, hours)
check('pages are known', 2.5 < pages['example.org/'] / pages['example.org/soaps'] < 3.5, pages)
check('where times of sending make no difference, nothing is said of them',
      not any('weekdays' in rule or 'hours' in rule for rule in behaviour['responses']))
check('a rule for a message stands before those for all', behaviour['responses'][-1]['message'] == '*' and
      any(rule['message'] == 'welcome' for rule in behaviour['responses'][:-1]))

# The counts of a simple model: a reaction belongs to the last send of the message before it, and the first one counts
def model(workspace):
    db = sqlite3.connect(workspace)
    last = db.execute('SELECT max(at) FROM events').fetchone()[0]
    pasts, tallies = {}, {}
    for contact, at, topic, subject in db.execute(
            "SELECT e.contact, e.at, t.name, coalesce(x.text, e.subject) FROM events e JOIN topics t ON t.id = e.topic "
            "LEFT JOIN texts x ON x.id = e.subject WHERE t.name GLOB 'email.*' ORDER BY e.at, t.name = 'email.sent' DESC"):
        pasts.setdefault((contact, subject), []).append((at, topic))
    for (_, message), past in pasts.items():
        sends = [at for at, topic in past if topic == 'email.sent']
        for at, until in zip(sends, sends[1:] + [last + 1]):
            if at < last + 1 - 5 * DAY:
                done = {topic for when, topic in past if at <= when < until} - {'email.sent'}
                if done & {'email.clicked', 'email.unsubscribed', 'email.complained'}:
                    done.add('email.opened')  # who does this has
                for topic in done:
                    tallies[message, topic] = tallies.get((message, topic), 0) + 1
    return tallies


tallies = model(shop)
found = rates(run('fit', '-w', shop, '--json'))
counted = {key: row['n'] for key, row in found.items() if row.get('message') and row['reaction'] != 'bought'}
check('as a simple model counts', counted == {(message, name): tallies.get((message, 'email.' + name), 0)
                                              for message, name in counted} and len(counted) > 30, counted)
check('no sends and no reactions are left out', all((message, topic[6:]) in counted for message, topic in tallies
                                                     if tallies.get((message, 'email.delivered'), 0) >= 30), tallies)

# Hours of sending
timed = {'format': 'parcours-behaviour/1', 'name': 'Timed', 'arrivals': KNOWN['arrivals'],
         'responses': [{'message': '*', 'hours': HOURS, 'opened': {'chance': 0.5, 'delay': {'median': 'PT1H', 'p90': 'PT9H'}}}]}
log = simulate_log(timed, 'timed.parcours')
works('a fit of another log', run('fit', '-w', log, '--from', '2027-01-04', '-o', file('fitted.json')))
with open(file('fitted.json'), encoding='utf-8') as text:
    rule = next(rule for rule in json.load(text)['responses'] if rule['channel'] == 'email')
mornings, nights = (sum(rule.get('hours', [0] * 24)[a:b]) / (b - a) for a, b in ((8, 12), (0, 8)))
check('mornings are better than nights', mornings > 1.3 * nights > 0, rule.get('hours'))
works('what was fitted can be used', run('simulate', '-w', shop, '--limit', '100', '--behaviour', file('fitted.json')))

# Small samples
few = [(f'{row[0]}', 'email.sent', 1000 + i, 'your-code') for i, row in enumerate(
    sqlite3.connect(shop).execute('SELECT email FROM contacts WHERE email IS NOT NULL ORDER BY id LIMIT 40'))]
many = [(contact, 'email.sent', at + 500, 'welcome') for contact, _, at, _ in few for _ in range(1)]
opened = [(contact, 'email.opened', at + 60, 'welcome') for contact, _, at, _ in many[:20]]
log = file('few.parcours')
shutil.copy(shop, log)
write_log(log, few + many + opened)
result = run('fit', '-w', log, '--json')
row = rates(result)['your-code', 'opened']
check('nobody of 40 opened, and 20 more are assumed to do as all do', row['observed'] == 0 and
      abs(row['fitted'] - 20 * 0.25 / 60) < 1e-4, row)
write_log(log, few[:29] + many + opened)
check('29 sends make no rule', ('your-code', 'opened') not in rates(run('fit', '-w', log, '--json')))

# The table, and keeping it
works('a table', run('fit', '-w', shop), lambda r: all(word in r.stdout.decode() for word in
                                                       ('Observed', 'Fitted', 'All emails', 'Page visited', '±')))
works('a segment apart', run('fit', '-w', shop, '--segment', 'at-risk-120-days', '--json'),
      lambda r: {row.get('segment') for row in answer(r)['rates']} == {None, 'at-risk-120-days'})
works('kept in the workspace', run('fit', '-w', shop, '--save', '--name', 'What Happened'),
      lambda r: 'what-happened' in r.stdout.decode())
works('and used from there', run('simulate', '-w', shop, '--limit', '100', '--behaviour', 'what-happened'))
refuses('no such segment', run('fit', '-w', shop, '--segment', 'nobody'), 'nobody')
refuses('a period before anything happened', run('fit', '-w', shop, '--to', '1999-01-01'), 'Nothing has happened')
refuses('a period that ends first', run('fit', '-w', shop, '--from', '2026-01-01', '--to', '2025-01-01'), 'before it begins')
refuses('no instant', run('fit', '-w', shop, '--from', 'soon'), '--from', 'soon')
write_log(log, [])
refuses('no events', run('fit', '-w', log), 'nothing to learn from')
refuses('no workspace', run('fit', '-w', file('nowhere.parcours')), 'nowhere.parcours')
refuses('a word too many', run('fit', 'shop'), 'shop')

end()
