#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the words of the templates as C, since xgettext does not read our JSON.

Usage: strings.py [OUTPUT]

Without OUTPUT it writes strings.c beside itself. Nothing compiles that file;
it stands in po/POTFILES.in, and a test keeps it current. Which words they are
is told by src/scenario/parcours-blueprint-words.c too, which puts them into the
user's language.
"""
import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEAD = '''/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the templates for xgettext. Written by strings.py; do not edit. */

'''


def members(thing, *names):
    return [thing[name] for name in names if name in thing]


def step_words(step, types):
    yield from members(step, 'title', 'note')
    for name, param in types[step['type']]['params'].items():
        value = step['params'].get(name)
        if param['type'] == 'template' and value is not None:
            yield value
        elif param['type'] == 'task' and value is not None:
            yield from members(value, 'title')
    if types[step['type']]['kind'] == 'goal':
        yield from members(step['params'], 'name')


def template_words(template, types):
    yield from members(template, 'title', 'description', 'category')
    yield from members(template['automation'], 'name', 'description')
    for step in template['automation']['steps'].values():
        yield from step_words(step, types)
    for kind in template['entities'].values():
        for entity in kind.values():
            yield from members(entity, 'name', 'label', 'subject', 'preheader', 'body')


def has_words(text):
    """Whether there is something to translate besides places for values."""
    return re.search(r'\w', re.sub(r'{{[^}]*}}', '', text)) is not None


def write(output):
    types = json.loads((FOLDER / '../catalog/steps.json').read_text(encoding='utf-8'))['steps']
    seen = set()
    for path in sorted(FOLDER.glob('*/*.json')):
        template = json.loads(path.read_text(encoding='utf-8'))
        where = path.relative_to(FOLDER).with_suffix('').as_posix()
        for text in template_words(template, types):
            for paragraph in text.split('\n\n'):
                if paragraph in seen or not has_words(paragraph):
                    continue
                seen.add(paragraph)
                output.write(f'/* Translators: template {where} */\n')
                if '%' in paragraph:
                    output.write('/* xgettext:no-c-format */\n')
                output.write(f'_({json.dumps(paragraph, ensure_ascii=False)});\n')


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / 'strings.c'
    with path.open('w', encoding='utf-8') as output:
        output.write(HEAD)
        write(output)


if __name__ == '__main__':
    main()
