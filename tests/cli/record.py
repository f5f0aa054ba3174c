#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli record and simulate --replay: what happened happens again, later."""

import json
import sqlite3
from datetime import datetime

from command import answer, check, end, file, refuses, run, works
from log import write_log

FLOW = {
    'format': 'parcours-automation/1', 'id': '5b0c8a52-2f0a-4a5e-9d0e-0f6d1c3f7a11', 'slug': 'flow', 'name': 'Flow',
    'platform': 'any', 'settings': {'entry': {'reentry': 'always'}},
    'steps': {'visit': {'type': 'trigger.page-visited', 'at': [0, 0], 'params': {}},
              'hello': {'type': 'action.send-email', 'at': [0, 84], 'params': {'email': 'welcome', 'kind': 'transactional'}}},
    'links': [{'from': 'visit', 'port': 'next', 'to': 'hello'}],
}
ALWAYS = {'format': 'parcours-behaviour/1', 'name': 'Always',
          'responses': [{'message': '*', 'opened': {'chance': 1, 'delay': {'median': 'PT1H', 'p90': 'PT2H'}}}],
          'arrivals': [{'topic': 'page.visited', 'subject': {'example.org/drawn': 1}, 'per-day': 1},
                       {'topic': 'event.recorded', 'subject': {'quiz': 1}, 'per-day': 1}]}


def instant(text):
    return int(datetime.fromisoformat(text).timestamp())


shop = file('shop.parcours')
works('a sample is made', run('sample', shop, '--contacts', '30'))
ada, bea = (row[0] for row in sqlite3.connect(shop).execute('SELECT email FROM contacts WHERE email IS NOT NULL LIMIT 2'))
# The workspace's clock is that of Paris: until 29 March it is one hour ahead, then two.
write_log(shop, [
    (ada, 'page.visited', instant('2026-02-28T22:59:59+00:00'), 'example.org/before'),
    (ada, 'page.visited', instant('2026-03-01T23:00:00+00:00'), 'example.org/first'),
    (ada, 'email.sent', instant('2026-03-03T08:00:00+00:00'), 'spring-2026', '{"kind":"campaign"}'),
    (ada, 'email.delivered', instant('2026-03-03T08:00:02+00:00'), 'spring-2026', '{"kind":"campaign"}'),
    (ada, 'email.opened', instant('2026-03-03T10:00:00+00:00'), 'spring-2026', '{"kind":"campaign"}'),
    (ada, 'email.sent', instant('2026-03-04T08:00:00+00:00'), 'welcome', '{"kind":"automation"}'),
    (ada, 'email.unsubscribed', instant('2026-03-04T09:00:00+00:00'), 'welcome'),
    (ada, 'list.unsubscribed', instant('2026-03-04T09:00:00+00:00'), 'newsletter'),
    (bea, 'cart.product-added', instant('2026-03-30T10:00:00+00:00'), 'C-1', '{"product":"candle","id":"x"}'),
    (bea, 'order.created', instant('2026-03-30T10:30:00+00:00'), 'ML-1', '{"cart":"C-1","total":"9.50"}'),
    (bea, 'order.shipped', instant('2026-03-31T10:00:00+00:00'), 'ML-0'),
    (bea, 'tag.added', instant('2026-03-31T10:00:00+00:00'), 'vip', '{"origin":"effect"}'),
    (bea, 'page.visited', instant('2026-03-31T21:59:59+00:00'), 'example.org/last'),
    (bea, 'page.visited', instant('2026-03-31T22:00:00+00:00'), 'example.org/after'),
])
MARCH = ('--from', '2026-03-01', '--to', '2026-04-01')
result = run('record', '-w', shop, *MARCH)
works('a month is recorded', result)
recorded = answer(result)
check('each event by when it was on the clock of the workspace', [list(event.get(key) for key in ('at', 'event', 'subject'))
                                                                  for event in recorded['events']] == [
    ['P1D', 'page.visited', 'example.org/first'],
    ['P2DT9H', 'email.sent', 'spring-2026'],
    ['P2DT11H', 'email.opened', 'spring-2026'],
    ['P29DT12H', 'cart.product-added', 'replay:C-1'],
    ['P29DT12H30M', 'order.created', 'replay:ML-1'],
    ['P30DT12H', 'order.shipped', 'ML-0'],
    ['P30DT23H59M59S', 'page.visited', 'example.org/last'],
], json.dumps(recorded, indent=1))
check('of whom', [event['contact'] for event in recorded['events']] == [ada] * 3 + [bea] * 4)
check('an order knows its cart', recorded['events'][4]['payload'] == {'cart': 'replay:C-1', 'total': '9.50'}, recorded)
check('a delivery that came twice may come again', 'id' not in recorded['events'][3]['payload'])
check('it tells all of what the log knows', recorded['replaces'] == ['cart.product-added', 'list.unsubscribed',
                                                                     'order.created', 'order.shipped', 'page.visited'], recorded)
result = run('record', '-w', shop, *MARCH, '--where', json.dumps({'field': 'email', 'op': 'is', 'value': bea}))
works('of some contacts', result, lambda r: {event['contact'] for event in answer(r)['events']} == {bea})
check('that tells not all', 'replaces' not in answer(result))

# Again
flow, always, timeline = (file(name, json.dumps(content)) for name, content in
                          (('flow.json', FLOW), ('always.json', ALWAYS), ('timeline.json', recorded)))
again = ['simulate', '-w', shop, flow, '--from', '2027-06-01', '--for', 'P40D', '--behaviour', always]
trace = file('trace.jsonl')
works('a replay', run(*again, '--replay', '2026-03-01/2026-04-01', '--trace', trace))
with open(trace, encoding='utf-8') as lines:
    rows = [json.loads(line) for line in lines]
visits = [(row['contact'], row['at'], row['subject']) for row in rows if row.get('why') == 'page.visited']
check('the visits come again, and no others', visits == [(ada, '2027-06-01T22:00:00Z', 'example.org/first'),
                                                         (bea, '2027-07-01T21:59:59Z', 'example.org/last')], visits)
check('what the log knows nothing of is drawn', sum(row.get('why') == 'event.recorded' for row in rows) > 100)
check('the automation sends, and people respond', sum(row.get('why') == 'email.opened' and row['subject'] == 'welcome'
                                                      for row in rows) == 2)
check('a campaign is sent and opened again', sum(row.get('why') in ('email.sent', 'email.opened') and
                                                 row['subject'] == 'spring-2026' for row in rows) == 2)
other = file('other.jsonl')
works('the file says the same', run(*again, '--timeline', timeline, '--trace', other))
with open(trace, 'rb') as one, open(other, 'rb') as two:
    check('to the byte', one.read() == two.read())
both = file('both.json', json.dumps({'format': 'parcours-timeline/1', 'events': [
    {'at': 'P3D', 'contact': ada, 'event': 'page.visited', 'subject': 'example.org/written'}]}))
works('a replay beside a timeline', run(*again, '--replay', '2026-03-01/P31D', '--timeline', both, '--json'),
      lambda r: answer(r)['automations']['flow']['entered'] == 3)
works('with a seed more, the same visits', run(*again, '--replay', '2026-03-01/P31D', '--seed', '9', '--json'),
      lambda r: answer(r)['automations']['flow']['entered'] == 2)

refuses('a period that is none', run(*again, '--replay', '2026-04-01/2026-03-01'), '--replay', '2026-04-01/2026-03-01')
refuses('a period in which nothing happened', run(*again, '--replay', '2016-03-01/P1D'), 'Nothing has happened')
refuses('a recording without a period', run('record', '-w', shop), '--from')
refuses('a recording of nothing', run('record', '-w', shop, '--from', '2016-03-01', '--to', 'P1D'), 'Nothing has happened')
refuses('a recording of nobody', run('record', '-w', shop, *MARCH, '--where', '{"tag": '), 'condition')
refuses('a topic that there is not', run(*again, '--timeline', file('wrong.json', json.dumps(
    {'format': 'parcours-timeline/1', 'replaces': ['page.eaten'], 'events': []}))), 'page.eaten')

end()
