#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli template: what there is, an automation made of one, one made of an automation, and bad files."""

import glob
import json
import os
import sys

from command import answer, check, end, file, refuses, run, works

TEMPLATES = os.path.join(sys.argv[2], 'data', 'templates')
BUILT_IN = sorted(glob.glob(os.path.join(TEMPLATES, '*', '*.json')))

works('all templates are listed', run('template', 'list'),
      lambda result: b'brevo/welcome' in result.stdout and b'mailchimp/rss-digest' in result.stdout)
works('those of a platform alone', run('template', 'list', '--platform', 'brevo', '--json'),
      lambda result: len(answer(result)) == len(os.listdir(os.path.join(TEMPLATES, 'brevo'))) and
      {each['platform'] for each in answer(result)} == {'brevo'})
refuses('there is no such platform', run('template', 'list', '-p', 'hubspot'), 'hubspot')

shop = file('shop.parcours')
works('a workspace to put them in', run('sample', shop, '--contacts', '100'))
works('an automation is made', run('template', 'new', 'brevo/welcome', '-w', shop, '--name', 'Our welcome', '--json'),
      lambda result: answer(result)['automation'] == 'our-welcome' and 'email welcome-hello' in answer(result)['added'])
works('what is there is not added again', run('template', 'new', 'brevo/welcome', '-w', shop, '--json'),
      lambda result: answer(result)['automation'] == 'welcome-series-2' and
      all(each.startswith('scenario ') for each in answer(result)['added']))
works('it can be simulated', run('simulate', '-w', shop, '-a', 'our-welcome', '--from', '2026-03-02', '--for', 'P30D', '--json'),
      lambda result: 'our-welcome' in answer(result)['automations'])

works('an automation is saved', run('template', 'save', 'our-welcome', '-w', shop, '--title', 'House Welcome',
                                    '--description', 'As we do it.', '--json'),
      lambda result: answer(result)['name'] == 'house-welcome' and answer(result)['scenarios'] == 1)
works('it is listed', run('template', 'list', '--json'),
      lambda result: [each['title'] for each in answer(result) if each['own']] == ['House Welcome'])
other = file('other.parcours')
works('another workspace', run('sample', other, '--contacts', '100'))
works('which offers it too', run('template', 'new', 'house-welcome', '-w', other, '--json'),
      lambda result: 'email welcome-hello' in answer(result)['added'])
saved = file('saved.json')
works('or saved as a file', run('template', 'save', 'our-welcome', '-w', shop, '-o', saved))
works('a file can be used by its name', run('template', 'new', saved, '-w', other, '--name', 'Third'))
works('and be tested', run('test', saved), lambda result: b'not ok' not in result.stdout)
works('no contact is in it', run('template', 'list'),
      lambda _: '@' not in open(saved, encoding='utf-8').read().replace('hello@example.com', '')
      .replace('ada@example.org', '').replace('bo@example.org', ''))

works('all templates pass their tests', run('test', *BUILT_IN),
      lambda result: b'not ok' not in result.stdout)

refuses('there is no such template', run('template', 'new', 'brevo/wellcome', '-w', shop), 'brevo/wellcome', 'template list')
refuses('there is no such automation', run('template', 'save', 'not-there', '-w', shop), 'not-there')
refuses('there is no such command', run('template', 'draw'), 'template draw')
refuses('what to do has to be said', run('template'))
refuses('one template at a time', run('template', 'new', '-w', shop))
refuses('a workspace that is not there', run('template', 'new', 'brevo/welcome', '-w', file('gone.parcours')), 'gone.parcours')

good = json.load(open(saved, encoding='utf-8'))
unknown = json.loads(json.dumps(good))
unknown['automation']['steps']['hello']['type'] = 'action.send-fax'
for name, content, words in [
        ('truncated', json.dumps(good)[:200], ['truncated.json']),
        ('empty', '', ['empty.json']),
        ('binary', b'\x00\x01\xff', ['binary.json']),
        ('newer', json.dumps({**good, 'format': 'parcours-template/2'}), ['newer.json', 'newer Parcours']),
        ('other', json.dumps(good['automation']), ['other.json', 'not a template']),
        ('unknown', json.dumps(unknown), ['unknown.json', 'automation.steps.hello', 'action.send-fax'])]:
    bad = file(f'{name}.json', content)
    refuses(f'a file that is {name}', run('template', 'new', bad, '-w', shop), *words)

own = os.path.join(os.path.dirname(saved), 'data', 'parcours', 'templates')
with open(os.path.join(own, 'damaged.json'), 'w', encoding='utf-8') as out:
    out.write('{')
listed = run('template', 'list', '--json')
check('a damaged file is told and hides no other',
      listed.returncode == 2 and len(answer(listed)) == len(BUILT_IN) + 1 and b'damaged.json' in listed.stderr and
      len(listed.stderr.splitlines()) == 1, listed.stderr)

end()
