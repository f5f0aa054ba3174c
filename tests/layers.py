#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every folder of src/ to the layers below it, and prints TAP.

A folder includes only folders that stand above it in src/README.md. The
exceptions of the design stand in ALLOWED. What a platform is stands in
data/catalog, so that one more needs no C.
"""
import re
import sys
from pathlib import Path

ORDER = ['base', 'catalog', 'condition', 'automation', 'population', 'store', 'engine', 'scenario',
         'exchange', 'sync', 'project']
FORBIDDEN = {
    'engine': {'store'},
    'sync': {'engine', 'scenario', 'exchange', 'population', 'store'},
}
ALLOWED = {
    'server': {'base', 'catalog', 'condition', 'automation', 'sync', 'server'},
    'cli': set(ORDER) | {'cli'},
    'app': set(ORDER) | {'app'},
}
NO_GTK = set(ORDER) | {'cli', 'server'}


def allowed_for(folder):
    if folder in ALLOWED:
        return ALLOWED[folder]
    below = set(ORDER[:ORDER.index(folder) + 1])
    return below - FORBIDDEN.get(folder, set())


def names_platforms(src):
    """Where a platform is named but in the table of those that tests speak of."""
    for source in sorted(src.rglob('*.[ch]')):
        if source.name != 'parcours-platform.h' and re.search(r'PARCOURS_PLATFORM_(?!ANY\b)[A-Z]+', source.read_text()):
            yield f'{source.relative_to(src)} knows a platform by name'


def main(root):
    src = Path(root) / 'src'
    owner = {}
    for header in src.rglob('*.h'):
        owner[header.name] = header.relative_to(src).parts[0]
    folders = sorted(p.name for p in src.iterdir() if p.is_dir())
    print(f'1..{len(folders) + 1}')
    failed = False
    for number, folder in enumerate(folders, 1):
        wrong = []
        if folder not in ORDER and folder not in ALLOWED:
            wrong.append(f'src/{folder} is no layer of the design')
        else:
            may = allowed_for(folder)
            for source in sorted((src / folder).rglob('*.[ch]')):
                for name in re.findall(r'^#include [<"]([^>"]+)[>"]', source.read_text(), re.M):
                    base = name.split('/')[-1]
                    if base in owner and owner[base] not in may:
                        wrong.append(f'{source.relative_to(src)} includes {name} of {owner[base]}')
                    if folder in NO_GTK and name.split('/')[0] in ('gtk', 'gdk', 'adwaita.h', 'gsk'):
                        wrong.append(f'{source.relative_to(src)} includes {name}')
        for line in wrong:
            print('#', line)
        print('not ok' if wrong else 'ok', number, f'- {folder} includes only downward')
        failed |= bool(wrong)
    named = list(names_platforms(src))
    for line in named:
        print('#', line)
    print('not ok' if named else 'ok', len(folders) + 1, '- platforms are data')
    return failed or bool(named)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
