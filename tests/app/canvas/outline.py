# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of steps and the map beside the canvas, with real keys and a real mouse.

Usage: outline.py DEMO
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import run, wait, walk  # noqa: E402
from state import State  # noqa: E402


def rows(app):
    steps = app.find('Steps in their order', 'list')
    return [node for node in walk(steps) if node.get_role_name() == 'list item']


def row(app, name):
    return wait(lambda: next(node for node in rows(app) if node.get_name().startswith(name)), f'the row of {name}')


def journey(app, tap):
    state = State(app)
    state.expect(steps=14)
    time.sleep(.6)
    with tap.case('the list has every step, in the order of the flow'):
        names = [node.get_name().split(':')[0].split(',')[0] for node in rows(app)]
        assert names == ['Subscribes to a list', 'Submits a form', 'Send an email', 'Wait 2 days', 'If/Else',
                         'Adjust score (contact)', 'Wait (until conditions are met)', 'Send an email', 'Add a tag',
                         'Split (even)', 'Send an email', 'Send an email', 'Goal', 'End this automation'], names
    with tap.case('a row says what its card says'):
        row(app, 'Wait 2 days, 228 contacts, then If/Else: Opened “Welcome” +3')
    with tap.case('a click on a row selects the step on the canvas'):
        app.click(row(app, 'If/Else'))
        state.expect(selected=['opened'])
    with tap.case('the arrows go from step to step'):
        app.key('Down')
        state.expect(selected=['score'])
        app.key('Up', 'Up')
        state.expect(selected=['pause'])
    with tap.case('Enter opens the step'):
        app.key('Return')
        app.find('activated pause', 'label')
    with tap.case('the keys of the canvas work in the list'):
        app.key('Delete')
        state.expect(steps=13, links=15)
        wait(lambda: len(rows(app)) == 13, 'the row to go')
        app.key('ctrl+z')
        state.expect(steps=14, links=16)
        row(app, 'Wait 2 days, 228 contacts')
    with tap.case('what is selected on the canvas is selected in the list'):
        app.click(app.find('Send an email: Reminder, photo, …'))
        state.expect(selected=['photo'])
        app.key('Delete')
        state.expect(steps=13)
        app.key('ctrl+z')
        state.expect(steps=14)
    with tap.case('a click on the map goes there'):
        app.key('ctrl+0')
        before = state.read()['view']
        app.click(app.at(app.find('Overview of all steps'), .5, .95))
        wait(lambda: state.read()['view'][1] > before[1] + 50, 'the view to move down')
        app.click(app.at(app.find('Overview of all steps'), .5, .05))
        wait(lambda: state.read()['view'][1] < before[1], 'the view to move up')


run(journey, [sys.argv[1], '--outline'], 'Parcours canvas')
