# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulates in the real program, and studies what came of it: runs, comparing, pressure, rehearsing an edit.

Usage: studies.py PARCOURS
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import enter, leave, run, shot, wait, xdotool  # noqa: E402

TITLE = 'Maison Lavande'
DAY = re.compile(r'\d+ \w+ 20\d\d$')


def days(app):
    return [node for node in app.all('label') if DAY.match(node.get_name() or '')]


def runs(app):
    """Those that stand at the side: when, how long, which future."""
    return [node for node in app.all('label') if re.match(r'Today, .* · seed 1$', node.get_name() or '')]


def contacts(app):
    return [node for node in app.all('list item') if re.match(r'\S+@\S+$', node.get_name() or '')]


def press(app, name, seconds=8):
    """A button with a mnemonic says its name twice."""
    app.click(app.find(f'{name} {name.replace("_", "")}', 'push button', seconds))


def choose(app, row, choice):
    app.click(app.find(row, 'label'))
    app.click(app.find(choice, 'label'))


def journey(app, tap):
    with tap.case('a run is shown, a day that is clicked stands on the canvas, and the days can be read'):
        app.click(app.find('Welcome Series', 'label'))
        app.find('Day 90 of 90 · counts up to date', 'label', 60)
        app.key('ctrl+r')
        app.find('Messages Sent', 'label', 60)
        app.click(app.find('Messages sent, day by day', 'slider'))
        wait(lambda: any(re.match(r'Day [1-8]\d of 90', node.get_name()) for node in app.all('label')), 'the day on the canvas')
        app.key('alt+3', 'Home', 'Right', 'End')
        shot(app, 'results')
        before = len(days(app))
        app.key('ctrl+t')
        wait(lambda: len(days(app)) >= before + 10, 'the days as a table')
        app.key('ctrl+t')
        app.find('In 7 days', seconds=30)

    with tap.case('a run is deleted, and had back'):
        app.key('ctrl+r')
        wait(lambda: len(runs(app)) == 2, 'the second run', 60)
        app.click(runs(app)[0])
        app.key('Delete')
        app.find('Run deleted', 'label')
        press(app, '_Undo')
        app.gone('Run deleted')
        wait(lambda: len(runs(app)) == 2, 'the run to come back')

    with tap.case('two futures are compared, down to a contact'):
        press(app, '_Compare With…')
        before = enter(app, 'Compare')
        choose(app, 'Compare with', 'Another future')
        shot(app, 'compare-form')
        press(app, '_Compare')
        app.find('Whole automation', seconds=120)
        shot(app, 'compare')
        wait(lambda: contacts(app), 'contacts who go another way')
        # They stand below all tables.
        app.move((400, 400))
        xdotool('click', '--repeat', 150, '--delay', 10, 5)
        app.click(contacts(app)[-1])
        dialog = enter(app, 'Parcours')
        app.find('Before: What Happens', seconds=30)
        app.find('After: What Happens')
        shot(app, 'compare-why')
        leave(app, dialog)
        leave(app, before)

    with tap.case('pressure names who gets most, and why'):
        press(app, '_Pressure and Collisions')
        before = enter(app, 'Pressure and Collisions')
        app.find('Who Gets Most', 'label', 120)
        shot(app, 'pressure')
        leave(app, before)

    with tap.case('an edit is rehearsed'):
        app.key('alt+1')
        app.click(app.find('Wait 2 days…', 'list item'))
        app.key('Delete', 'alt+3')
        press(app, 'Rehearse This _Edit…', 30)
        before = enter(app, 'Rehearse an Edit')
        shot(app, 'rehearse-form')
        press(app, '_Rehearse')
        app.find('Who Was Inside', 'label', 120)
        shot(app, 'rehearse')
        leave(app, before)


run(journey, sys.argv[1:2], TITLE)
