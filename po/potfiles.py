#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what POTFILES.in has to list: every file with words for people."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = '# Written by po/potfiles.py; run po/update.sh.'
# A call that marks a text, not its definition.
MARKED = re.compile(r'\b(_|N_|C_|NC_|ngettext)\s*\(\s*"')


def has_words(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.c':
        return MARKED.search(text) is not None
    if path.suffix == '.ui':
        return 'translatable="yes"' in text
    return True


def files():
    patterns = ['src/**/*.c', 'ui/**/*.ui', 'data/catalog/strings.c', 'data/sample/strings.c', 'data/templates/strings.c',
                'data/*.desktop.in', 'data/*.metainfo.xml.in', 'data/*.gschema.xml', 'data/*.mime.xml.in']
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if has_words(path):
                yield path.relative_to(ROOT).as_posix()


def main():
    print(HEAD)
    for name in sorted(files()):
        print(name)


if __name__ == '__main__':
    main()
