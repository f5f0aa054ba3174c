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


def counts_without_atomics(src):
    """Where a reference is counted that json-glib counts without atomics, though another thread may know the tree."""
    counted = re.compile(r'\b(json_object_ref|json_array_ref|json_object_dup_member|json_array_dup_element|json_node_copy|'
                         r'json_node_dup_(?:object|array)|json_node_(?:set|init)_(?:object|array)) \(')
    for source in sorted(src.rglob('*.c')):
        for number, line in enumerate(source.read_text().splitlines(), 1):
            found = counted.search(line)
            if found:
                yield f'{source.relative_to(src)}:{number} calls {found[1]}; parcours-json.h has what is safe'


def report(number, name, wrong):
    for line in wrong:
        print('#', line)
    print('not ok' if wrong else 'ok', number, '-', name)
    return bool(wrong)


def main(root):
    src = Path(root) / 'src'
    owner = {}
    twice = []
    for header in sorted(src.rglob('*.h')):
        if header.name in owner:
            twice.append(f'{header.relative_to(src)} has a namesake in {owner[header.name]}')
        owner[header.name] = header.relative_to(src).parts[0]
    folders = sorted(p.name for p in src.iterdir() if p.is_dir())
    print(f'1..{len(folders) + 3}')
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
        failed |= report(number, f'{folder} includes only downward', wrong)
    failed |= report(len(folders) + 1, 'platforms are data', list(names_platforms(src)))
    failed |= report(len(folders) + 2, 'threads share JSON by its nodes', list(counts_without_atomics(src)))
    failed |= report(len(folders) + 3, 'no two headers have one name', twice)
    return failed


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
