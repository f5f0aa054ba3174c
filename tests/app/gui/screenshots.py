# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the screenshots of README and metainfo from the real program.

Usage: screenshots.py PARCOURS FOLDER

In each language that it speaks, light; the canvas also dark.
"""
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import run, xdotool  # noqa: E402

TITLE = 'Maison Lavande'
# The sample speaks the language of the program.
WELCOME = {'fr': 'Série de bienvenue'}
SIZE = (1440, 900)
# The edge that GTK draws where no compositor does.
EDGE = 5


def shot(app, folder, name):
    time.sleep(.6)
    path = f'{folder}/{name}{os.environ["SHOT_SUFFIX"]}.png'
    app.shot(path)
    width, height = SIZE[0] - 2 * EDGE, SIZE[1] - 2 * EDGE
    subprocess.run(['mogrify', '-crop', f'{width}x{height}+{EDGE}+{EDGE}', '+repage', '-strip', path], check=True)


def journey(app, tap):
    folder = sys.argv[2]
    xdotool('windowmove', app.window, 0, 0, 'windowsize', app.window, *SIZE)
    xdotool('mousemove', SIZE[0] - 30, SIZE[1] // 2)
    app.click(app.find(WELCOME.get(os.environ['LANGUAGE'], 'Welcome Series'), 'label'))
    time.sleep(4)
    # From the first trigger down to the question.
    app.key('Return', 'ctrl+9', 'Home', 'Down', 'Down', 'Down')
    time.sleep(1.5)
    xdotool('mousemove', SIZE[0] - 30, SIZE[1] // 2)
    shot(app, folder, 'design')
    tap.ok(True, 'design')
    if os.environ['SHOT_SUFFIX'].endswith('dark'):
        return
    app.key('ctrl+shift+m')
    shot(app, folder, 'problems')
    app.key('ctrl+shift+m', 'alt+2')
    time.sleep(2)
    shot(app, folder, 'contacts')
    app.key('ctrl+r')
    time.sleep(4)
    shot(app, folder, 'results')
    tap.ok(True, 'problems, contacts and results')


def main():
    """Each picture comes from a start of its own, in its language and colours."""
    os.makedirs(sys.argv[2], exist_ok=True)
    failed = 0
    for suffix, extra in (('', {'LANGUAGE': 'en'}), ('-fr', {'LANGUAGE': 'fr'}),
                          ('-dark', {'LANGUAGE': 'en', 'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'})):
        env = dict(os.environ, LC_ALL='C.UTF-8', SHOT_SUFFIX=suffix, **extra)
        failed |= subprocess.run([sys.executable, *sys.argv], env=env, check=False).returncode
    sys.exit(failed)


if 'SHOT_SUFFIX' in os.environ:
    run(journey, sys.argv[1:2], TITLE)
else:
    main()
