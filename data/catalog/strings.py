#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the words of the catalogue as C, since xgettext does not read our JSON.

Usage: strings.py [OUTPUT]

Without OUTPUT it writes strings.c beside itself. Nothing compiles that file;
it stands in po/POTFILES.in, and a test keeps it current. The words of the
platforms themselves are quotations, in the data in both languages, and are not
translated.
"""
import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEAD = '''/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the catalogue for xgettext. Written by strings.py; do not edit. */

'''


def has_words(text):
    """Whether there is something to translate besides holes and signs."""
    return re.search(r'[^\s·+−×÷=→]', re.sub(r'{[^}]*}', '', text)) is not None


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def param_words(where, params):
    for name, param in params.items():
        here = f'{where}, {name}'
        yield here, param['label']
        if 'help' in param:
            yield here, param['help']
        for value, label in param.get('choices', {}).items():
            yield f'{here}: {value}', label


def sentence_words(sentence):
    if isinstance(sentence, str):
        return [sentence]
    return [each['text'] for each in sentence]


def step_words(steps):
    for common, params in steps['common'].items():
        yield from param_words(common, params)
    for name, step in steps['steps'].items():
        yield name, step['category']
        yield name, step['title']
        if 'headline' in step:
            yield f'{name}, on a card', step['headline']
        for sentence in sentence_words(step['sentence']):
            yield f'{name}, on a card', sentence
        yield name, step['help']
        yield from param_words(name, step['params'])
        for port, label in step.get('port-labels', {}).items():
            yield f'{name}, exit {port}', label


def topic_words(topics):
    for name, topic in topics['topics'].items():
        for key in ('label', 'has', 'has-any', 'has-not', 'has-not-any', 'brief'):
            if key in topic:
                yield name, topic[key]
        for key, text in topic.get('sum', {}).items():
            yield f'{name}, {key}', text


def topic_plurals(topics):
    for name, topic in topics['topics'].items():
        if 'has-n' in topic:
            yield name, topic['has-n']


def recipe_words(recipes):
    for recipe in recipes['recipes']:
        yield f"instead of {recipe['for']}", recipe.get('says') or recipe['why']


def kind_words(library):
    for name, kind in library['kinds'].items():
        yield name, kind['category']
        yield name, kind['label']
        yield name, kind['new']
        yield from param_words(name, kind.get('params', {}))


def note_words():
    for name in ('activecampaign', 'mailchimp', 'brevo', 'capabilities'):
        file = json.loads((FOLDER / f'{name}.json').read_text(encoding='utf-8'))
        for note, text in file['notes'].items():
            yield f'{name}, {note}', text
        for row in file.get('rows', []):
            if 'help' in row:
                yield row['id'], row['help']


def write(output):
    steps = json.loads((FOLDER / 'steps.json').read_text(encoding='utf-8'))
    topics = json.loads((FOLDER / 'topics.json').read_text(encoding='utf-8'))
    recipes = json.loads((FOLDER / 'recipes.json').read_text(encoding='utf-8'))
    library = json.loads((FOLDER / 'library.json').read_text(encoding='utf-8'))
    seen = set()
    for where, text in [*step_words(steps), *topic_words(topics), *recipe_words(recipes), *kind_words(library),
                        *note_words()]:
        if text in seen or not has_words(text):
            continue
        seen.add(text)
        output.write(f'/* Translators: {where} */\n_({quote(text)});\n')
    for where, (one, many) in topic_plurals(topics):
        output.write(f'/* Translators: {where} */\nngettext ({quote(one)}, {quote(many)}, n);\n')


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / 'strings.c'
    with path.open('w', encoding='utf-8') as output:
        output.write(HEAD)
        write(output)


if __name__ == '__main__':
    main()
