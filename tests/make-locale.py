#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes sure that tests can speak French, and prints LOCPATH for them.

Usage: make-locale.py FOLDER

Translations need a locale of the language, which few systems have that build
software. Ours do not ask it for anything but its name, so C.UTF-8 serves under
the name of fr_FR.UTF-8.
"""
import locale
import sys
from pathlib import Path

NAME = 'fr_FR.UTF-8'
PLAIN = ['/usr/lib/locale/C.utf8', '/usr/lib/locale/C.UTF-8']


def main():
    try:
        locale.setlocale(locale.LC_ALL, NAME)
        return
    except locale.Error:
        pass
    plain = next((path for path in PLAIN if Path(path).is_dir()), None)
    if plain is None:
        sys.exit(f'There is neither the locale {NAME} nor C.UTF-8 to make it of; install one of them')
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / NAME
    if not link.is_symlink():
        link.symlink_to(plain)
    print(folder)


if __name__ == '__main__':
    main()
