#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli compare-platform and convert: an automation on another platform."""

import json

from command import answer, check, end, file, refuses, run, works


def automation(name, platform, steps, links, settings=None):
    return file(f'{name}.json', json.dumps({
        'format': 'parcours-automation/1', 'slug': name, 'name': name.capitalize(), 'platform': platform,
        'settings': settings or {}, 'steps': steps,
        'links': [{'from': start, 'port': port, 'to': to} for start, port, to in links]}))


cart = automation('cart', 'activecampaign', {
    'left': {'type': 'trigger.cart-abandoned', 'row': 'ac.abandons-cart', 'params': {'after': 'PT2H'}, 'at': [0, 0]},
    'mail': {'type': 'action.send-email', 'row': 'ac.send-email', 'params': {'email': 'come-back'}, 'at': [0, 84]}},
    [('left', 'next', 'mail')])
tagged = automation('tagged', 'activecampaign', {
    'tagged': {'type': 'trigger.tag-added', 'row': 'ac.tag-added', 'params': {'tag': 'vip'}},
    'add': {'type': 'action.add-tag', 'row': 'ac.add-tag', 'params': {'tag': 'seen'}}}, [('tagged', 'next', 'add')])
title = automation('title', 'activecampaign', {
    'new': {'type': 'trigger.pipeline-entered', 'row': 'ac.enters-pipeline', 'params': {'pipeline': 'sales'}},
    'title': {'type': 'action.update-deal', 'row': 'ac.update-deal-title', 'params': {'value': {'value': 'New'}}}},
    [('new', 'next', 'title')])


def fit(result, step):
    return next(each for each in answer(result)[0]['steps'] if each['step'] == step)


result = run('compare-platform', cart, '--to', 'brevo', '--json')
works('an abandoned cart can be had on Brevo', result,
      lambda result: fit(result, 'left')['verdict'] == 'replaced' and fit(result, 'left')['row'] == 'ac.abandons-cart' and
      fit(result, 'mail')['verdict'] == 'same' and fit(result, 'mail')['there'] == 'brevo.send-email')
check('it counts', answer(result)[0]['counts'] == {'same': 1, 'different': 0, 'replaced': 1, 'by-hand': 0, 'missing': 0},
      answer(result)[0]['counts'])
check('the entry rules are compared', {each['code'] for each in answer(result)[0]['entry']} >= {'parallel', 'runs', 'consent'},
      answer(result)[0]['entry'])
works('in words', run('compare-platform', cart, '--to', 'brevo'), lambda result: b'Cart updated' in result.stdout)
works('somebody has to keep tags otherwise', run('compare-platform', tagged, '--to', 'brevo', '--json'),
      lambda result: fit(result, 'add')['verdict'] == 'by-hand' and 'list' in fit(result, 'add')['way'], status=1)
works('nothing comes near', run('compare-platform', tagged, '--to', 'mailchimp', '--json'),
      lambda result: fit(result, 'add')['verdict'] == 'missing' and 'Mailchimp' in fit(result, 'add')['way'], status=1)

out = file('out.json')
result = run('convert', cart, '--to', 'brevo', '-o', out)
works('the cart is converted', result, lambda result: b'Abandons cart: replaced.' in result.stderr and result.stdout == b'')
with open(out, encoding='utf-8') as converted:
    document = json.load(converted)
steps = document['steps']
check('under a name and an id of its own', document['slug'] == 'cart-brevo' and document['name'] == 'Cart (Brevo)' and document['id'])
check('the cart, the wait and its No', steps['left']['row'] == 'brevo.cart-updated' and
      steps['event']['params'] == {'event': 'order.created', 'limit': 'PT2H'} and
      {'from': 'event', 'port': 'timeout', 'to': 'mail'} in document['links'], json.dumps(document, indent=1))
check('the mail made room', steps['mail']['at'][1] > steps['event']['at'][1] > steps['left']['at'][1])
check('each contact enters once', document['settings']['entry']['reentry'] == 'never', document['settings'])
works('it has no mistakes there', run('check', out, '--json'),
      lambda result: not [each for each in answer(result)[0]['checks'] if each['severity'] == 'error'])

result = run('convert', title, '--to', 'brevo', '--json')
works('what the row had preset is said', result,
      lambda result: answer(result)['document']['steps']['title']['params']['property'] == 'title' and
      answer(result)['document']['steps']['title']['row'] == 'brevo.update-deal-attribute')
check('what was lost is told', any('Enters a pipeline' in each for each in answer(result)['losses']), answer(result)['losses'])

refuses('a platform has to be named', run('convert', cart), '--to')
refuses('there is no such platform', run('compare-platform', cart, '--to', 'hubspot'), 'hubspot')
refuses('it is there already', run('convert', cart, '--to', 'activecampaign'), 'ActiveCampaign')
refuses('there is no such file', run('convert', file('none.json'), '--to', 'brevo'), 'none.json')
refuses('one at a time', run('convert', cart, cart, '--to', 'brevo'))

end()
