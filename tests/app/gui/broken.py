# SPDX-License-Identifier: GPL-3.0-or-later
"""Workspaces that cannot be opened, and files that are no automations.

Usage: broken.py PARCOURS
"""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import App, INSIDE, enter, run, wait, walk  # noqa: E402

TITLE = 'Parcours'


def home(name):
    return os.path.join(os.environ[INSIDE], name)


def says(app, text, seconds=10):
    return wait(lambda: any(text in node.get_name() for node in walk(app.root)), text, seconds)


def offers_ways_out(app):
    app.find('_Try Again Try Again', 'push button')
    app.find('_Open Another Workspace… Open Another Workspace…', 'push button')
    app.find('_New Workspace… New Workspace…', 'push button')


def refused(program, tap, name, path, text):
    """Opens the file, and wants to be told why not."""
    before = open(path, 'rb').read() if os.path.exists(path) else None
    with tap.case(name):
        app = App([program, '--workspace', path], TITLE)
        try:
            says(app, 'Cannot Be Opened')
            says(app, text)
            offers_ways_out(app)
        finally:
            complaints = app.close()
        assert not complaints, complaints
        after = open(path, 'rb').read() if os.path.exists(path) else None
        assert before == after, 'the file has changed'


def journey(app, tap):
    program = sys.argv[1]
    text = home('notes.parcours')

    # The first one has been opened by the journey itself: the file is not there.
    with tap.case('a file that is not there'):
        says(app, 'Cannot Be Opened')
        offers_ways_out(app)
    with tap.case('a new workspace in its place, where there is nothing to choose from'):
        app.click(app.find('_New Workspace… New Workspace…', 'push button'))
        enter(app, 'New Workspace')
        app.key('ctrl+a')
        app.type(home('fresh.parcours'))
        app.key('Return')
        app.find('No Automations Yet', seconds=20)
    app.close()
    with open(text, 'w') as file:
        file.write('This is no workspace.\n' * 100)
    refused(program, tap, 'a file that is no database', text, 'notes.parcours')
    other = home('other.parcours')
    with sqlite3.connect(other) as database:
        database.execute('CREATE TABLE recipes (name TEXT)')
    database.close()
    refused(program, tap, 'a database of another program', other, 'other.parcours')
    not_imported(program, tap, 'no automation in a file, and the window goes on',
                 '{"format": "parcours-automation/1", "steps": ', 'broken.json')
    not_imported(program, tap, 'a file of 50 MB, and the window goes on',
                 '{"format": "parcours-automation/1", "name": "' + 50000000 * 'x' + '"}', 'larger than 8 MB')


def not_imported(program, tap, name, text, why):
    """Starts with a file that is no automation, and wants to go on."""
    broken = home('broken.json')
    with open(broken, 'w') as file:
        file.write(text)
    with tap.case(name):
        app = App([program, broken], 'Maison Lavande')
        try:
            says(app, 'Cannot Be Imported', 20)
            says(app, why)
            app.key('Escape')
            app.find('Abandons cart: …', 'list item', 20)
        finally:
            complaints = app.close()
        assert not complaints, complaints


run(journey, [sys.argv[1], '--workspace', '/nowhere/missing.parcours'], TITLE)
