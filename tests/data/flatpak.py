#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the Flatpak manifest to the project, and prints TAP.

Usage: flatpak.py SOURCE_ROOT APPLICATION_ID

Where flatpak-builder is installed it reads the manifest too.
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml


def check_head(manifest, application_id):
    wanted = {'id': application_id, 'runtime': 'org.gnome.Platform', 'sdk': 'org.gnome.Sdk', 'command': 'parcours'}
    wrong = [f'{key} is {manifest.get(key)}, not {value}' for key, value in wanted.items() if manifest.get(key) != value]
    if not re.fullmatch(r'\d+', str(manifest.get('runtime-version'))):
        wrong.append('runtime-version is no number')
    return wrong


def check_rights(manifest):
    """The whole home is never needed, nor the buses."""
    forbidden = ('--filesystem=host', '--filesystem=home', '--socket=session-bus', '--socket=system-bus', '--device=all')
    return [f'{right} is too much' for right in manifest['finish-args'] if right.startswith(forbidden)]


def check_sources(manifest):
    wrong = []
    for module in manifest['modules']:
        for source in module['sources']:
            if source['type'] == 'archive' and not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')):
                wrong.append(f'{module["name"]}: {source["url"]} has no sha256')
            if 'url' in source and not source['url'].startswith('https://'):
                wrong.append(f'{module["name"]}: {source["url"]} is not fetched safely')
    return wrong


def check_options(manifest, root):
    """What the manifest sets exists in the project."""
    known = set(re.findall(r"^option\('([^']+)'", (root / 'meson_options.txt').read_text(encoding='utf-8'), re.M))
    own = manifest['modules'][-1]
    wrong = [] if own['name'] == 'parcours' else ['the last module is not Parcours']
    for option in own['config-opts']:
        name = re.fullmatch(r'-D([^=]+)=.*', option).group(1)
        if name not in known:
            wrong.append(f'there is no option {name}')
    for source in own['sources']:
        if source['type'] == 'dir' and (root / 'flatpak' / source['path']).resolve() != root.resolve():
            wrong.append(f'{source["path"]} is not the project')
    return wrong


def check_builder(path):
    builder = shutil.which('flatpak-builder')
    if builder is None:
        return []
    result = subprocess.run([builder, '--show-manifest', str(path)], capture_output=True, text=True, check=False)
    return result.stderr.splitlines() if result.returncode else []


def main(root, application_id):
    path = root / 'flatpak' / f'{application_id}.yml'
    manifest = yaml.safe_load(path.read_text(encoding='utf-8'))
    checks = [
        ('it names the application and the runtime', check_head(manifest, application_id)),
        ('it asks for no more than it needs', check_rights(manifest)),
        ('its sources are fixed', check_sources(manifest)),
        ('it builds the project with options that exist', check_options(manifest, root)),
        ('flatpak-builder reads it, where there is one', check_builder(path)),
    ]
    print(f'1..{len(checks)}')
    for number, (name, wrong) in enumerate(checks, 1):
        for line in wrong:
            print('#', line)
        print('not ok' if wrong else 'ok', number, '-', name)
    return any(wrong for _, wrong in checks)


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
