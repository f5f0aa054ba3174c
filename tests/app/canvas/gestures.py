# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does on the canvas, with a real mouse and real keys.

Usage: gestures.py DEMO
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import run, wait, xdotool  # noqa: E402
from state import State  # noqa: E402

HELLO = 'Send an email: Welcome, …'
PAUSE = 'Wait 2 days, …'
OPENED = 'If/Else: …'
SCORE = 'Adjust score (contact): …'
SMS = 'Send an SMS…'
SHORT = 'Send an email: Reminder, short, …'
PHOTO = 'Send an email: Reminder, photo, …'
COLD = 'Add a tag: welcome-cold, …'


def below(app, name, dx=0, dy=15):
    """A place that many pixels under the middle of a card."""
    left, top, width, height = app.box(app.find(name))
    return left + width // 2 + dx, top + height + app.padding + dy


def restore(app, state):
    """After something went wrong: nothing is under way, and all is as it was at first."""
    app.key('Escape', 'Escape')
    for _ in range(8):
        now = state.read()
        if (now['steps'], now['links']) == (14, 16):
            break
        app.key('ctrl+z')


def undo_to(app, state, **values):
    app.key('ctrl+z')
    state.expect(**values)


def selecting(app, tap, state):
    with tap.case('a click selects'):
        app.click(app.find(OPENED))
        state.expect(selected=['opened'])
    with tap.case('Shift and a click selects one more, and takes it away again'):
        app.click(app.find(SCORE), keys=['shift'])
        state.expect(selected=['opened', 'score'])
        app.click(app.find(SCORE), keys=['shift'])
        state.expect(selected=['opened'])
    with tap.case('a click into the void selects nothing'):
        app.click((60, 60))
        state.expect(selected=[])
    with tap.case('a band selects what it touches'):
        left, top, width, height = app.box(app.find(SHORT))
        right = app.box(app.find(PHOTO))
        app.drag((left - 10, top + height + 20), (right[0] + right[2] + 20, top - 16))
        state.expect(selected=['photo', 'short'])
    with tap.case('a double click opens the step'):
        app.click(app.find(PAUSE), n=2)
        app.find('activated pause', 'label')


def moving(app, tap, state):
    with tap.case('a drag moves, in one step of undo'):
        app.click((60, 60))
        x, y = app.at(app.find(COLD))
        app.drag((x, y), (x + 3, y + 37))
        state.expect(selected=['cold'], at=(-102, 564))
        undo_to(app, state, selected=['cold'], at=(-102, 528))
        app.key('ctrl+shift+z')
        state.expect(at=(-102, 564))
        undo_to(app, state, at=(-102, 528))
    with tap.case('with Alt it rests anywhere'):
        x, y = app.at(app.find(COLD))
        app.drag((x, y), (x + 17, y + 31), keys=['alt'])
        state.expect(at=(-85, 559))
        undo_to(app, state, at=(-102, 528))
    with tap.case('several move together'):
        app.click(app.find(SHORT))
        app.click(app.find(PHOTO), keys=['shift'])
        x, y = app.at(app.find(PHOTO))
        app.drag((x, y), (x, y + 24))
        state.expect(selected=['photo', 'short'], at=(306, 468))
        undo_to(app, state, at=(306, 444))
    with tap.case('Escape during a drag puts all back'):
        x, y = app.at(app.find(COLD))
        app.drag((x, y), (x + 40, y + 40), before_drop=lambda: app.key('Escape'))
        app.click(app.find(COLD))
        state.expect(selected=['cold'], at=(-102, 528))


def building(app, tap, state):
    with tap.case('a row dropped on a link is inserted, and undo takes it out'):
        app.drag(app.find('Send an SMS', 'label'), below(app, HELLO, dy=18))
        state.expect(steps=15, links=17, selected=['send-sms'])
        app.find('Send an email: Welcome, 8,640 contacts, then Send an SMS…')
        undo_to(app, state, steps=14, links=16)
        app.find('Send an email: Welcome, 8,640 contacts, then Wait 2 days')
    with tap.case('a row dropped on a card follows it'):
        app.drag(app.find('Send an SMS', 'label'), app.find(SCORE))
        state.expect(steps=15, links=17)
        app.find('Adjust score (contact): Engagement +10, 5,310 contacts, then Send an SMS…')
        undo_to(app, state, steps=14, links=16)
    with tap.case('a row dropped into the void stays loose'):
        app.drag(app.find('Send an SMS', 'label'), (140, 200))
        state.expect(steps=15, links=16, selected=['send-sms'])
    with tap.case('a link is drawn from a port'):
        app.move(app.find(PHOTO))
        # The port of the loose step, at the foot of its card.
        app.move(app.find('Send an SMS…', 'list item'))
        app.drag(below(app, 'Send an SMS…', dy=0), app.find(SCORE))
        state.expect(steps=15, links=17)
        wait(lambda: 'then Adjust score' in app.find('Send an SMS…', 'list item').get_name(), 'the link to be told')
        undo_to(app, state, steps=15, links=16)
    with tap.case('a link may not enter a trigger'):
        app.move(app.find('Send an SMS…', 'list item'))
        app.drag(below(app, 'Send an SMS…', dy=0), app.find('Submits a form: …'))
        state.expect(steps=15, links=16)
    with tap.case('Escape ends a link that is being drawn'):
        app.move(app.find('Send an SMS…', 'list item'))
        app.drag(below(app, 'Send an SMS…', dy=0), app.find(SCORE), before_drop=lambda: app.key('Escape'))
        state.expect(steps=15, links=16)
        undo_to(app, state, steps=14, links=16)
    with tap.case('"+" on a link asks for a step'):
        app.click(below(app, HELLO, dy=14))
        state.expect(steps=15, links=17, selected=['duration'])
        undo_to(app, state, steps=14, links=16)


def editing(app, tap, state):
    with tap.case('Delete removes a step and heals the link'):
        app.click(app.find(PAUSE))
        app.key('Delete')
        state.expect(steps=13, links=15, selected=['hello'])
        app.find('Send an email: Welcome, 8,640 contacts, then If/Else: Opened “Welcome” +3')
        undo_to(app, state, steps=14, links=16)
    with tap.case('Delete removes a link'):
        app.click(below(app, SHORT, dy=60))
        app.key('Delete')
        state.expect(steps=14, links=15)
        undo_to(app, state, steps=14, links=16)
    with tap.case('Ctrl+D duplicates'):
        app.click(app.find(COLD))
        app.key('ctrl+d')
        state.expect(steps=15, links=16, selected=['cold-2'])
        undo_to(app, state, steps=14, links=16)
    with tap.case('Ctrl+C and Ctrl+V copy steps with their links'):
        app.click(app.find(SCORE))
        app.click(app.find('Wait (until conditions are met): …'), keys=['shift'])
        app.key('ctrl+c')
        app.move((800, 300))
        app.key('ctrl+v')
        state.expect(steps=16, links=17)
        undo_to(app, state, steps=14, links=16)
    with tap.case('Ctrl+X cuts'):
        app.click(app.find(COLD))
        app.key('ctrl+x')
        state.expect(steps=13)
        undo_to(app, state, steps=14, links=16)
    with tap.case('the menu of a step duplicates it'):
        app.click(app.find(COLD), button=3)
        wait(lambda: app.all('menu item'), 'the menu')
        app.key('u')
        state.expect(steps=15)
        undo_to(app, state, steps=14, links=16)
    with tap.case('the menu of the void selects all'):
        app.click((60, 60))
        app.click((60, 60), button=3)
        wait(lambda: app.all('menu item'), 'the menu')
        app.key('a')
        wait(lambda: len(state.read()['selected']) == 14, 'all to be selected')
        app.key('Escape')
        state.expect(selected=[])


def walking(app, tap, state):
    with tap.case('Home and the arrows walk along the links'):
        app.click((60, 60))
        app.key('Home')
        state.expect(selected=['joined'])
        for key, step in (('Down', 'hello'), ('Down', 'pause'), ('Down', 'opened'), ('Down', 'score'), ('Right', 'split'),
                          ('Up', 'opened')):
            app.key(key)
            state.expect(selected=[step])
    with tap.case('Shift and an arrow adds'):
        app.key('shift+Up')
        state.expect(selected=['opened', 'pause'])
    with tap.case('Alt and arrows move, and undo takes back the whole way'):
        app.click(app.find(COLD))
        app.key('alt+Down', 'alt+Down', 'alt+Right')
        state.expect(selected=['cold'], at=(-90, 552))
        undo_to(app, state, at=(-102, 528))
    with tap.case('Shift+Enter connects with the keys'):
        app.click(below(app, SHORT, dy=60))
        app.key('Delete')
        state.expect(links=15)
        app.click(app.find(SHORT))
        app.key('shift+Return', 'g', 'Return')
        state.expect(links=16)
        app.find('Send an email: Reminder, short, 1,548 contacts, then Goal…')
    with tap.case('Enter opens the step'):
        app.key('Home', 'Return')
        app.find('activated joined', 'label')
    with tap.case('"/" asks for the next step'):
        app.click(app.find(HELLO))
        app.key('slash')
        state.expect(steps=15, selected=['duration'])
        undo_to(app, state, steps=14)


def looking(app, tap, state):
    with tap.case('Ctrl and the wheel zooms at the pointer'):
        left, top, _, _ = app.box(app.find('Steps', 'list'))

        def under(x, y):
            now = state.read()
            return now['view'][0] + (x - left) * 100 / now['zoom'], now['view'][1] + (y - top) * 100 / now['zoom']
        app.move((700, 500))
        before = under(700, 500)
        xdotool('keydown', 'ctrl', 'click', 5, 'keyup', 'ctrl')
        wait(lambda: state.read()['zoom'] == 87, 'the zoom')
        after = under(700, 500)
        assert abs(after[0] - before[0]) <= 4 and abs(after[1] - before[1]) <= 4, (before, after)
        app.key('ctrl+0')
        state.expect(zoom=100)
    with tap.case('Ctrl and minus goes through the steps'):
        for zoom in (75, 50, 25, 15, 10, 10):
            app.key('ctrl+minus')
            state.expect(zoom=zoom)
        app.key('ctrl+9')
        wait(lambda: state.read()['zoom'] >= 90, 'all to fit')
        app.key('ctrl+0')
        state.expect(zoom=100)
    with tap.case('the middle button pans'):
        x, y = state.read()['view']
        app.drag((60, 300), (160, 250), button=2)
        state.expect(view=(x - 100, y + 50))
    with tap.case('Space and a drag pans'):
        app.click((900, 60))
        x, y = state.read()['view']
        app.drag((160, 250), (60, 300), keys=['space'])
        state.expect(view=(x + 100, y - 50))
    with tap.case('the wheel scrolls'):
        y = state.read()['view'][1]
        app.move((60, 300))
        xdotool('click', 5)
        wait(lambda: state.read()['view'][1] > y, 'the view to move')
        xdotool('click', 4)
        wait(lambda: state.read()['view'][1] == y, 'the view to come back')


def journey(app, tap):
    state = State(app)
    tap.after_failure = lambda: restore(app, state)
    state.expect(steps=14, links=16)
    # The first view has been chosen by then.
    time.sleep(.6)
    for part in (selecting, moving, building, editing, walking, looking):
        part(app, tap, state)


run(journey, [sys.argv[1]], 'Parcours canvas')
