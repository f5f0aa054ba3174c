#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the window of shortcuts to the keys that there are, and prints TAP.

Usage: shortcuts.py SOURCE_ROOT

Every action with a key is listed with its first one, and every key that is listed
does something.
"""
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

# What GTK itself, a widget of its own or libadwaita's tabs do with a key.
ELSEWHERE = {'F10', '<Control>Page_Down', '<Control>Page_Up', 'Home', 'F7',
             *('Up', 'Down', 'Left', 'Right'), *('<Alt>Up', '<Alt>Down', '<Alt>Left', '<Alt>Right')}
# Other ways to what has a key of its own.
UNLISTED = {'canvas.menu'}
MODIFIERS = {'0': '', 'GDK_CONTROL_MASK': '<Control>', 'GDK_SHIFT_MASK': '<Shift>', 'GDK_ALT_MASK': '<Alt>'}


def accelerator(keyval, modifiers):
    names = [MODIFIERS[name] for name in modifiers.split(' | ')]
    # "<" is typed with Shift, and is listed as what is typed.
    return keyval if keyval in ('less', 'greater') else ''.join(names) + keyval


def read_keys(root):
    """The keys of each action, the usual one first."""
    keys = {}
    application = (root / 'src/app/window/parcours-application.c').read_text(encoding='utf-8')
    for action, first in re.findall(r'\{ "([\w.:-]+)", \{ "([^"]+)"', application):
        keys.setdefault(action, []).append(first)
    window = ''.join((root / 'src/app' / name).read_text(encoding='utf-8')
                     for name in ('window/parcours-workspace-window-actions.c', 'simulation/parcours-results-page.c'))
    for keyval, modifiers, action, number in re.findall(
            r'add_binding_action \(widget_class, GDK_KEY_(\w+), ([\w| ]+), "([\w.-]+)", (?:NULL|"i", (-?\d+))', window):
        keys.setdefault(action + number, []).append(accelerator(keyval, modifiers))
    canvas = (root / 'src/app/canvas/parcours-canvas-actions.c').read_text(encoding='utf-8')
    for action, bound in re.findall(r'\{ "(canvas\.[\w-]+)", \w+, \{ (.+?) \} \},\n', canvas, re.DOTALL):
        for keyval, modifiers in re.findall(r'\{ GDK_KEY_(\w+), ([\w| ]+?) ?\}', bound + '}'):
            keys.setdefault(action, []).append(accelerator(keyval, modifiers))
    return keys


def read_listed(root):
    tree = xml.parse(root / 'ui/gtk/help-overlay.ui')
    listed = [node.text for node in tree.iter('property') if node.get('name') == 'accelerator']
    return {key for text in listed for key in text.split()}


def main():
    root = Path(sys.argv[1])
    keys, listed = read_keys(root), read_listed(root)
    missing = [f'{action}: {bound[0]}' for action, bound in keys.items() if bound[0] not in listed and action not in UNLISTED]
    known = {key for bound in keys.values() for key in bound} | ELSEWHERE
    cases = {'the sources have keys': [] if len(keys) > 30 else [f'only {len(keys)} found'],
             'every key is listed': missing,
             'every listed key does something': sorted(listed - known)}
    for number, (name, wrong) in enumerate(cases.items(), 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
        for line in wrong:
            print(f'# {line}')
    print(f'1..{len(cases)}')
    sys.exit(any(cases.values()))


main()
