#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many instructions a step of the reference flow costs, aggregates and all.

instructions.py BENCH-ENGINE [CONTACTS...]

Ten thousand contacts and two hundred thousand are compared; ten million take
the better part of an hour and about a gigabyte, and are asked for by hand: see
README.md.

Counted by callgrind, so that nothing else on the machine disturbs it. Fails
where a step costs more than is promised, where it costs more with many contacts
than with few, or where a second thread does other work than the first.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
# Of one step; 110 were measured.
PROMISED = 120
GROWTH = 1.05
THREADS = 1.03


def count(program, contacts, threads):
    """Instructions a step."""
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            ['valgrind', '--tool=callgrind', f'--callgrind-out-file={folder}/out',
             '--instr-atstart=no', '--toggle-collect=run_chunks', program, str(contacts), str(threads)],
            check=True, capture_output=True, text=True, env={**os.environ, 'BENCH_SRCDIR': FOLDER})
    steps = float(re.search(r'steps_per_contact (\S+)', result.stdout)[1]) * contacts
    return int(re.search(r'Collected : (\d+)', result.stderr)[1]) / steps


def main():
    program = sys.argv[1]
    sizes = [int(size) for size in sys.argv[2:]] or [10000, 200000]
    if shutil.which('valgrind') is None:
        print('Not run: there is no valgrind', file=sys.stderr)
        sys.exit(77)
    few = count(program, sizes[0], 1)
    two = count(program, sizes[0], 2)
    many = count(program, sizes[-1], 1)
    print(f'bench engine.ins_per_step {many:.1f}')
    print(f'bench engine.growth {many / few:.3f}')
    print(f'bench engine.threads2_instructions {two / few:.3f}')
    if many > PROMISED:
        sys.exit(f'A step should cost at most {PROMISED} instructions')
    if many / few > GROWTH:
        sys.exit('A step costs more with many contacts')
    if not 1 / THREADS < two / few < THREADS:
        sys.exit('Two threads do other work than one')


main()
