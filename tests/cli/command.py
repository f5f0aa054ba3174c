# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real parcours-cli, and tells as TAP what came of it."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
folder = tempfile.mkdtemp(prefix='parcours-cli-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
counts = {'all': 0, 'failed': 0}


def file(name, content=None):
    """The path of a file in the folder of this run, with that content if any is given."""
    path = os.path.join(folder, name)
    if content is not None:
        with open(path, 'wb') as out:
            out.write(content.encode() if isinstance(content, str) else content)
    return path


def run(*args, env=None, timeout=110):
    return subprocess.run([CLI, *args], capture_output=True, timeout=timeout,
                          env={**os.environ, 'XDG_DATA_HOME': os.path.join(folder, 'data'), **(env or {})}, check=False)


def check(name, ok, details=''):
    counts['all'] += 1
    print(f"{'ok' if ok else 'not ok'} {counts['all']} - {name}")
    if not ok:
        counts['failed'] += 1
        for line in str(details).splitlines():
            print(f'# {line}')
    sys.stdout.flush()


def details_of(result):
    return f'{result.returncode}\n{result.stderr.decode()}\n{result.stdout.decode()[:2000]}'


def refuses(name, result, *words, status=2):
    """One line on standard error that says these words, and nothing on standard output."""
    lines = result.stderr.decode().splitlines()
    check(name, result.returncode == status and len(lines) == 1 and lines[0].startswith('parcours-cli: ') and
          result.stdout == b'' and all(word in lines[0] for word in words), details_of(result))


def works(name, result, test=lambda result: True, status=0):
    """That status, and @test of the result holds."""
    check(name, result.returncode == status and test(result), details_of(result))


def answer(result):
    return json.loads(result.stdout)


def end():
    print(f"1..{counts['all']}")
    sys.exit(1 if counts['failed'] else 0)
