#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the settings to what people read of them, and prints TAP.

Usage: schema.py SCHEMA
"""
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def compiles(schema):
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(['glib-compile-schemas', '--strict', f'--targetdir={folder}', str(schema.parent)],
                                capture_output=True, text=True, check=False)
    return result.stderr.splitlines() if result.returncode else []


def is_told(schema):
    wrong = []
    for key in ElementTree.parse(schema).getroot().iter('key'):
        for name in ('summary', 'description'):
            text = key.findtext(name) or ''
            if text == '' or text.endswith('.') != (name == 'description'):
                wrong.append(f'{key.get("name")}: {name}: “{text}”')
    return wrong


def main(schema):
    checks = [('the schema compiles', compiles(schema)), ('every key has a summary and a description', is_told(schema))]
    print(f'1..{len(checks)}')
    for number, (name, wrong) in enumerate(checks, 1):
        for line in wrong:
            print('#', line)
        print('not ok' if wrong else 'ok', number, '-', name)
    return any(wrong for _, wrong in checks)


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1])))
