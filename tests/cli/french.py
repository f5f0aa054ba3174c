#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the real programs for help in French; what programs read stays as it is.

Usage: french.py PARCOURS_CLI PARCOURS_SERVER
"""

import subprocess
import sys

from command import answer, check, end, file, run, works

server = subprocess.run([sys.argv[2], '--help'], capture_output=True, text=True, check=False)

works('the commands', run('--help'), lambda r: 'Importer, exporter' in r.stdout.decode())
works('the options of a command', run('simulate', '--help'), lambda r: 'espace de travail' in r.stdout.decode())
works('the words of the catalogue', run('catalog', '--platform', 'brevo'), lambda r: 'Anniversaire' in r.stdout.decode())
works('not the codes of the catalogue', run('catalog', '--platform', 'brevo', '--json'),
      lambda r: any(row['id'] == 'brevo.anniversary' for row in answer(r)))
check('the server', server.returncode == 0 and 'Garde les automatisations' in server.stdout, server.stdout)

shop = file('boutique.parcours')
works('a sample in French', run('sample', shop, '--contacts', '50'))
works('its tests pass, too', run('test', shop), lambda r: r.stdout.startswith(b'1..') and b'not ok' not in r.stdout)
end()
