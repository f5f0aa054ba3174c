# SPDX-License-Identifier: GPL-3.0-or-later
"""An automation without steps, and the first ones that come to it.

Usage: empty.py DEMO
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import run  # noqa: E402
from state import State  # noqa: E402


def journey(app, tap):
    state = State(app)
    state.expect(steps=0)
    time.sleep(.6)
    with tap.case('it says what to do'):
        app.find('Drag a Trigger Here', 'label')
    with tap.case('the button adds a trigger'):
        app.click(app.find('Add Trigger…', 'push button'))
        state.expect(steps=1, selected=['tag-added'])
        app.gone('Drag a Trigger Here')
    with tap.case('undo shows the words again'):
        app.key('ctrl+z')
        state.expect(steps=0)
        app.find('Drag a Trigger Here', 'label')
    with tap.case('T adds a trigger'):
        app.key('t')
        state.expect(steps=1)
        app.key('ctrl+z')
        state.expect(steps=0)
    with tap.case('a row can be dropped on the words'):
        app.drag(app.find('Send an SMS', 'label'), app.find('Drag a Trigger Here', 'label'))
        state.expect(steps=1, selected=['send-sms'])
    with tap.case('the next row can be dropped on the open port'):
        left, top, width, height = app.box(app.find('Send an SMS…', 'list item'))
        app.drag(app.find('End this automation', 'label'), (left + width // 2, top + height + app.padding + 22))
        state.expect(steps=2, links=1)


run(journey, [sys.argv[1], '--empty'], 'Parcours canvas')
