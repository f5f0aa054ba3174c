#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the help to itself and to the window, and prints TAP.

Usage: help.py SOURCE_ROOT BUILT_HELP

Pages are well formed, links lead somewhere, every language has every page and
says everything, and what a page calls a button is what the window calls it.
"""
import html
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import po as words  # noqa: E402

MALLARD = '{http://projectmallard.org/1.0/}'
ADVICE = 'run po/update.sh and translate what is new'


def check_form(pages):
    wrong = []
    for page in pages:
        result = subprocess.run(['xmllint', '--noout', page], capture_output=True, text=True, check=False)
        wrong += result.stderr.splitlines()
    return wrong


def check_links(folder):
    wrong, places, links = [], set(), {}
    for page in sorted(folder.glob('*.page')):
        root = ET.parse(page).getroot()
        if root.get('id') != page.stem:
            wrong.append(f'{page.name} calls itself {root.get("id")}')
        places.add(page.stem)
        places.update(f'{page.stem}#{section.get("id")}' for section in root.iter(MALLARD + 'section'))
        links[page.stem] = [link for link in root.iter(MALLARD + 'link')]
    for name, of_page in links.items():
        wrong += [f'{name}.page leads to {link.get("xref")}, which does not exist' for link in of_page
                  if link.get('xref') not in places]
        if name != 'index' and not any(link.get('type') == 'guide' for link in of_page):
            wrong.append(f'{name}.page stands in no guide, so nobody finds it')
    return wrong


def check_pages(english, french):
    """What is installed is what there is; meson.build may have forgotten a page."""
    return [f'{name} is not in both languages' for name in
            sorted({page.name for page in english} ^ {page.name for page in french})]


def check_words(root, po):
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / 'help.pot'
        subprocess.run(['itstool', '-o', pot, *sorted((root / 'data/help/C').glob('*.page'))], check=True)
        return words.check_complete(po, pot) + words.check_format(po)


def labels(text):
    return [html.unescape(label) for label in re.findall(r'<gui>([^<]*)</gui>', text)]


def check_labels(root, po):
    """Names in the window, in both languages; underlines there mark keys."""
    wrong, known = [], {}
    for texts, _ in words.entries(root / 'po/fr.po'):
        known.setdefault(texts['msgid'].replace('_', ''), set()).add(texts.get('msgstr', '').replace('_', ''))
    for texts, _ in words.entries(po):
        for english, french in zip(labels(texts['msgid']), labels(texts['msgstr']), strict=True):
            if english not in known:
                wrong.append(f'nothing in the window is called “{english}”')
            elif french not in known[english]:
                wrong.append(f'“{english}” is not called “{french}” in the window')
    return wrong


def main(root, built):
    po = root / 'data/help/fr/fr.po'
    english = sorted((root / 'data/help/C').glob('*.page'))
    french = sorted((built / 'fr').glob('*.page'))
    checks = [
        ('every page is well formed', check_form(english + french)),
        ('every link leads somewhere', check_links(root / 'data/help/C') + check_links(built / 'fr')),
        ('every page is there in French', check_pages(english, french)),
        (f'the French help is complete ({ADVICE})', check_words(root, po)),
        ('French is spaced as it should be', words.check_french(po)),
        ('buttons have the names that they have in the window', check_labels(root, po)),
    ]
    print(f'1..{len(checks)}')
    for number, (name, wrong) in enumerate(checks, 1):
        for line in wrong:
            print('#', line)
        print('not ok' if wrong else 'ok', number, '-', name)
    return any(wrong for _, wrong in checks)


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
