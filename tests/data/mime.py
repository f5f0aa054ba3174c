#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the desktop's own tools what our files are, and prints TAP.

Usage: mime.py SOURCE_ROOT MIME_FILE
"""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

WORKSPACE = 'application/x-parcours'
AUTOMATION = 'application/x-parcours-automation+json'


def application_id(root):
    header = (root / 'src/store/parcours-store-private.h').read_text(encoding='utf-8')
    return int(re.search(r'APPLICATION_ID (0x[0-9a-f]+)', header).group(1), 16)


def make_database(path, number):
    connection = sqlite3.connect(path)
    connection.execute(f'PRAGMA application_id = {number}')
    connection.execute('CREATE TABLE t (a)')
    connection.commit()
    connection.close()


def type_of(path, data):
    env = dict(os.environ, XDG_DATA_HOME=str(data))
    result = subprocess.run(['gio', 'info', '-a', 'standard::content-type', str(path)], env=env, check=True,
                            capture_output=True, text=True)
    return re.search(r'standard::content-type: (\S+)', result.stdout).group(1)


def main(root, mime_file):
    with tempfile.TemporaryDirectory() as folder:
        data, files = Path(folder) / 'data', Path(folder) / 'files'
        (data / 'mime/packages').mkdir(parents=True)
        files.mkdir()
        shutil.copy(mime_file, data / 'mime/packages/org.parcours.Parcours.xml')
        subprocess.run(['update-mime-database', str(data / 'mime')], check=True)
        make_database(files / 'shop.parcours', application_id(root))
        make_database(files / 'shop', application_id(root))
        make_database(files / 'other.db', 7)
        make_database(files / 'other', 7)
        (files / 'welcome.automation.json').write_text('{}')
        (files / 'plain.json').write_text('{}')
        (files / 'welcome').write_text('{\n  "description": "",\n  "format": "parcours-automation/1"\n}\n')
        cases = [
            ('a workspace by its name', 'shop.parcours', WORKSPACE),
            ('a workspace by what is in it', 'shop', WORKSPACE),
            ('no workspace: another name', 'other.db', 'application/vnd.sqlite3'),
            ('no workspace: another application', 'other', 'application/vnd.sqlite3'),
            ('an automation by its name', 'welcome.automation.json', AUTOMATION),
            ('an automation by what is in it', 'welcome', AUTOMATION),
            ('no automation', 'plain.json', 'application/json'),
        ]
        print(f'1..{len(cases)}')
        failed = False
        for number, (name, file, wanted) in enumerate(cases, 1):
            found = type_of(files / file, data)
            if found != wanted:
                print(f'# {file} is {found}, not {wanted}')
            print('ok' if found == wanted else 'not ok', number, '-', name)
            failed |= found != wanted
        return failed


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
