# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests of a workspace, run again after each edit.

Usage: tests.py PARCOURS
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import run, wait, walk, xdotool  # noqa: E402

TITLE = 'Maison Lavande'
REMINDED = 'A cart that is left is reminded of'


def windows():
    return xdotool('search', '--onlyvisible', '--name', '.').split()


def says(app, text):
    return wait(lambda: next((node for node in walk(app.root) if text in node.get_name() and node.get_role_name() == 'label'), None),
                text)


def open_tests(app):
    before = windows()
    app.key('ctrl+shift+t')
    other = wait(lambda: [window for window in windows() if window not in before], 'the window of the tests')[0]
    xdotool('windowmove', '--sync', other, 300, 20)
    return other


def look_at(app, window):
    app.window = window
    xdotool('windowraise', window, 'windowfocus', '--sync', window)


def journey(app, tap):
    main = app.window
    app.click(app.find('Abandoned Cart', 'label'))
    app.find('Send an SMS: …', 'list item')

    with tap.case('the tests of the sample pass'):
        tests = open_tests(app)
        look_at(app, tests)
        app.find(REMINDED, 'label')
        says(app, 'Abandoned Cart · Passed: 4 cases')
        app.find('All that is expected is so', 'label')

    with tap.case('an edit that breaks one is said there at once'):
        look_at(app, main)
        app.click(app.find('Add a tag: Cart Cold, …', 'list item'))
        app.key('Delete')
        look_at(app, tests)
        wait(lambda: not any(node.get_name() == 'All that is expected is so' for node in walk(app.root)), 'the failure')
        says(app, 'has the tag Cart Cold')
        says(app, 'Failed: ')

    with tap.case('undo makes it pass again'):
        look_at(app, main)
        app.key('ctrl+z')
        look_at(app, tests)
        app.find('All that is expected is so', 'label', 30)

    with tap.case('the way of its contact can be looked at'):
        before = windows()
        app.click(app.find('What Happens?', 'label'))
        wait(lambda: [window for window in windows() if window not in before], 'the window of the way')

        for window in windows():
            if window not in (main, tests):
                look_at(app, window)
                app.key('Escape')

    with tap.case('a test of one\'s own is named and has its place in the list'):
        look_at(app, tests)
        app.click(app.find('New Test', 'push button'))
        asked = wait(lambda: [window for window in windows() if window not in (main, tests)], 'the question')[0]
        look_at(app, asked)
        app.type('Nobody without a cart')
        app.key('Return')
        wait(lambda: asked not in windows(), 'the question to go')
        look_at(app, tests)
        app.find('Nobody without a cart', 'label')


run(journey, sys.argv[1:], TITLE)
