#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the translations to the sources, and prints TAP.

Usage: po.py SOURCE_ROOT

Every file with words is listed, the words of the catalogue are current, each
language says everything, fills the same holes, and French spaces its signs as
the French do.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ADVICE = 'run po/update.sh and translate what is new'


def run(*args):
    result = subprocess.run(args, capture_output=True, text=True, check=False, encoding='utf-8')
    return result.returncode, result.stdout + result.stderr


def unquote(lines):
    return ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', ' '.join(lines))).replace(r'\"', '"').replace(r'\n', '\n')


def entries(po):
    """Every entry of a .po file as its msgids, its msgstrs and its flags."""
    for block in po.read_text(encoding='utf-8').split('\n\n')[1:]:
        fields, flags, name = {}, '', None
        for line in block.splitlines():
            if line.startswith('#,'):
                flags += line
            match = re.match(r'(msg\w+(?:\[\d\])?) (.*)', line)
            if match:
                name = match.group(1)
                fields[name] = [match.group(2)]
            elif name and line.startswith('"'):
                fields[name].append(line)
        texts = {key: unquote(lines) for key, lines in fields.items()}
        if 'msgid' in texts:
            yield texts, flags


def check_potfiles(root):
    wanted = run(sys.executable, root / 'po/potfiles.py')[1]
    have = (root / 'po/POTFILES.in').read_text(encoding='utf-8')
    return [] if wanted == have else [f'POTFILES.in does not list every file with words: {ADVICE}']


def check_strings(root, folder, part):
    new = Path(folder) / 'strings.c'
    run(sys.executable, root / f'data/{part}/strings.py', new)
    old = root / f'data/{part}/strings.c'
    return [] if new.read_bytes() == old.read_bytes() else [f'data/{part}/strings.c is not current: {ADVICE}']


def check_complete(po, pot):
    code, output = run('msgcmp', '--use-untranslated', po, pot)
    wrong = output.splitlines() if code else []
    code, output = run('msgcmp', po, pot)
    wrong += output.splitlines() if code else []
    for texts, flags in entries(po):
        if 'fuzzy' in flags:
            wrong.append(f'guessed and not checked: {texts["msgid"]}')
    return wrong


def check_format(po):
    code, output = run('msgfmt', '--check', '-o', '/dev/null', po)
    return output.splitlines() if code or 'warning' in output else []


def holes(text):
    return sorted(set(re.findall(r'{[a-z][a-z0-9-]*}', text)))


def check_holes(po):
    wrong = []
    for texts, _ in entries(po):
        ours = [holes(texts['msgid']), holes(texts.get('msgid_plural', texts['msgid']))]
        for key, text in texts.items():
            if key.startswith('msgstr') and text and holes(text) not in ours:
                wrong.append(f'“{text}” has other holes than “{texts["msgid"]}”')
    return wrong


# A sign with the space before it that does not belong there, or without the one that does.
FRENCH = [
    (r'[ \u00a0][:;?!](?=\s|$|\))', 'a narrow no-break space stands before : ; ? !'),
    (r'[^\s\u202f:/][:](?=\s)', 'a narrow no-break space stands before :'),
    (r'«(?!\u00a0)|(?<!\u00a0)»', 'no-break spaces stand inside « »'),
    (r' [€£¥$](?=\s|$|\))', 'a no-break space stands before a currency'),
    (r' %(?=\s|$)', 'a no-break space stands before %'),
    (r'\.\.\.|“|”|’', 'three dots are …, quotes are « », and the apostrophe is straight'),
]
# Not a sentence but a list for the program.
NO_SENTENCE = {'articles of nouns'}


def check_french(po):
    wrong = []
    for texts, flags in entries(po):
        # Code is spaced as its language wants.
        if 'no-wrap' in flags:
            continue
        for key, text in texts.items():
            if not key.startswith('msgstr') or texts.get('msgctxt') in NO_SENTENCE:
                continue
            for pattern, rule in FRENCH:
                if re.search(pattern, re.sub('<code>.*?</code>', '', text.replace('step:', 'step'))):
                    wrong.append(f'“{text}”: {rule}')
    return wrong


def main(root):
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / 'parcours.pot'
        checks.append(('every file with words is listed', check_potfiles(root)))
        checks.append(('the words of the catalogue are current', check_strings(root, folder, 'catalog')))
        checks.append(('the words of the sample are current', check_strings(root, folder, 'sample')))
        checks.append(('the words of the templates are current', check_strings(root, folder, 'templates')))
        code, output = run(root / 'po/extract.sh', pot)
        checks.append(('the texts can be extracted', output.splitlines() if code else []))
        languages = [line for line in (root / 'po/LINGUAS').read_text().split('\n') if line and line[0] != '#']
        for language in languages:
            po = root / f'po/{language}.po'
            checks.append((f'{language} is complete', check_complete(po, pot)))
            checks.append((f'{language} is well formed', check_format(po)))
            checks.append((f'{language} fills the same holes', check_holes(po)))
        checks.append(('French is spaced as it should be', check_french(root / 'po/fr.po')))
    print(f'1..{len(checks)}')
    for number, (name, wrong) in enumerate(checks, 1):
        for line in wrong:
            print('#', line)
        print('not ok' if wrong else 'ok', number, '-', name)
    return any(wrong for _, wrong in checks)


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1])))
