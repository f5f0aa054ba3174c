# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the program takes to its first frame, against an empty window of the same toolkit.

Usage: start.py PARCOURS EMPTY

Both are started in turns on one display, each until its window is seen; the
workspace is there already. The median of the pairs is what counts.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PAIRS = 7


def start(argv, title='.'):
    """Seconds until a window that is called so is seen."""
    began = time.perf_counter()
    with subprocess.Popen(argv, stderr=subprocess.DEVNULL) as process:
        while subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title],
                             capture_output=True, check=False).returncode != 0:
            if time.perf_counter() - began > 60:
                sys.exit('no window')
        seconds = time.perf_counter() - began
        time.sleep(.5)
        process.terminate()
        process.wait(10)
    return seconds


def measure(program, empty):
    pairs = []
    for _ in range(PAIRS):
        pairs.append((start([program]), start([empty])))
    print(f'bench app.start_ms {statistics.median(ours for ours, _ in pairs) * 1000:.0f}')
    print(f'bench app.start_over_empty_window {statistics.median(ours / other for ours, other in pairs):.2f}')


def main():
    program, empty = sys.argv[1:3]
    if 'BENCH_HOME' in os.environ:
        # The first start makes the sample workspace, which is no part of a usual one.
        start([program], 'Maison Lavande')
        measure(program, empty)
        return
    missing = [tool for tool in ('xvfb-run', 'dbus-run-session', 'xdotool') if shutil.which(tool) is None]
    if missing:
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix='parcours-bench-') as home:
        env = dict(os.environ, BENCH_HOME=home, XDG_RUNTIME_DIR=home, XDG_CONFIG_HOME=f'{home}/config',
                   XDG_DATA_HOME=f'{home}/data', XDG_CACHE_HOME=f'{home}/cache', GSETTINGS_BACKEND='memory',
                   GSK_RENDERER='cairo', GDK_BACKEND='x11', GTK_A11Y='none')
        sys.exit(subprocess.run(['xvfb-run', '-a', '-s', '-screen 0 1440x900x24 -noreset', 'dbus-run-session', '--',
                                 sys.executable, *sys.argv], env=env, check=False).returncode)


main()
