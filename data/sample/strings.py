#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the words of the sample workspace and of the behaviours as C, since xgettext does not read our JSON.

Usage: strings.py [OUTPUT]

Without OUTPUT it writes strings.c beside itself. Nothing compiles that file;
it stands in po/POTFILES.in, and a test keeps it current. Which words they are
is told by src/store/parcours-sample-words.c too, which puts them into the
user's language.
"""
import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEAD = '''/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the sample for xgettext. Written by strings.py; do not edit. */

'''
# People have names of their own.
NAMES = ['users']


def load(path):
    return json.loads((FOLDER / path).read_text(encoding='utf-8'))


def members(thing, *names):
    return [thing[name] for name in names if isinstance(thing.get(name), str)]


def shop_words(shop):
    for kind, entities in shop['entities'].items():
        for entity in entities.values() if kind not in NAMES else []:
            yield from members(entity, 'name', 'label', 'category', 'subject', 'preheader', 'body')
            yield from entity.get('questions', [])
    for campaign in shop['campaigns']:
        yield from members(campaign, 'name', 'subject', 'body')


def automation_words(automation):
    yield from members(automation, 'name', 'description')
    for step in automation['steps'].values():
        yield from members(step, 'title', 'note')
        yield from members(step.get('params', {}), 'name')


def test_words(test):
    yield from members(test, 'name')
    for case in test['cases']:
        yield from members(case, 'name')


def words():
    yield from shop_words(load('shop.json'))
    for test in load('tests.json').values():
        yield from test_words(test)
    for path in sorted((FOLDER / '../examples').glob('*.json')):
        yield from automation_words(load(path))
    for path in [FOLDER / 'behaviour.json', *sorted((FOLDER / '../behaviour').glob('*.json'))]:
        yield from members(load(path), 'name')


def has_words(text):
    """Whether there is something to translate besides places for values."""
    return re.search(r'\w', re.sub(r'{{[^}]*}}', '', text)) is not None


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / 'strings.c'
    seen = set()
    with path.open('w', encoding='utf-8') as output:
        output.write(HEAD)
        for text in words():
            for paragraph in text.split('\n\n'):
                if paragraph in seen or not has_words(paragraph):
                    continue
                seen.add(paragraph)
                if '%' in paragraph:
                    output.write('/* xgettext:no-c-format */\n')
                output.write(f'_({json.dumps(paragraph, ensure_ascii=False)});\n')


if __name__ == '__main__':
    main()
