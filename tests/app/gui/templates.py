# SPDX-License-Identifier: GPL-3.0-or-later
"""Where automations begin: empty or from a template; taking one back, saving one, finding it again.

Usage: templates.py PARCOURS
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import App, run, wait, walk  # noqa: E402

TITLE = 'Maison Lavande'


def listed(app, name):
    """Whether the list of automations has one that is called so, and not what else is."""
    return any(node.get_name() == name for node in walk(app.find('Automations', 'list')))


def search(app, words, name):
    """Opens the gallery, and has it find a template whose automation is called so."""
    app.key('ctrl+n')
    app.find('Empty automation. …')
    app.type(words)
    wait(lambda: name in [node.get_text(0, node.get_character_count()) for node in app.all('text')], name)


def journey(app, tap):
    with tap.case('the sample opens'):
        app.find('Abandons cart: …', 'list item', 60)

    with tap.case('the empty automation comes first, under a name of its own'):
        app.key('ctrl+n')
        app.find('Empty automation. …')
        # The inspector behind it has one too.
        app.click([node for node in app.all('text') if node.get_name() == 'Name'][-1])
        app.key('ctrl+a')
        app.type('Blank page')
        app.key('Return')
        app.find('Drag a Trigger Here', 'label')
        wait(lambda: listed(app, 'Blank page'), 'the name')

    with tap.case('its first step is found by typing, and has the keyboard then'):
        app.key('t')
        app.type('makes a purchase')
        app.find('Makes a purchase', 'label')
        app.key('Return')
        app.find('Makes a purchase: …', 'list item')
        # What was looked for is not there the next time.
        app.key('slash')
        app.find('Send an email', 'label')
        wait(lambda: 'makes a purchase' not in [node.get_text(0, node.get_character_count()) for node in app.all('text')],
             'an empty search')
        app.key('Escape')
        app.key('Delete')
        app.gone('Makes a purchase: …')
        app.key('ctrl+w')

    with tap.case('a template is found by its words, and Enter makes the automation'):
        search(app, 'review purchase', 'After a purchase')
        app.key('Return')
        app.find('Makes a purchase: …', 'list item', 30)
        app.find('“After a purchase” added, with …')

    with tap.case('it can be taken back'):
        # The one of the toast, and not that of the header.
        app.click(app.find('Undo', 'label'))
        app.gone('Makes a purchase: …')
        wait(lambda: not listed(app, 'After a purchase'), 'its line to go')

    with tap.case('words that no template has are told'):
        app.key('ctrl+n')
        app.find('Empty automation. …')
        app.type('zeppelin')
        app.find('No Template Found')
        app.key('Escape')
        app.gone('No Template Found')

    with tap.case('templates of all platforms say whose they are, and those of one do not'):
        app.key('ctrl+n')
        app.find('Empty automation. …')
        app.gone('Brevo')
        app.click(app.find('Platform', 'combo box'))
        app.key('Up', 'Return')
        app.find('Brevo', 'label')
        app.key('Escape')
        app.gone('Empty automation. …')

    with tap.case('an automation is saved as a template'):
        app.click(app.find('Win-Back', 'label'), button=3)
        app.find('Save as Template…', 'menu item')
        app.key('t')
        app.find('What it is good for, in a sentence')
        app.key('ctrl+a')
        app.type('House way back')
        app.key('Return')
        app.find('“House way back” saved; …')

    with tap.case('and offered'):
        search(app, 'house way', 'Win-Back')
        app.key('Return')
        app.find('“Win-Back” added; it uses what the workspace has')

    with tap.case('an empty one is for the platform whose templates were looked at'):
        app.key('ctrl+n')
        app.find('Empty automation. …')
        app.click(app.find('Platform', 'combo box'))
        app.key('Down', 'Down', 'Return')
        app.click([node for node in app.all('text') if node.get_name() == 'Name'][-1])
        app.key('ctrl+a')
        app.type('Chimp page')
        app.key('Return')
        wait(lambda: listed(app, 'Chimp page'), 'the name')
        app.find('Add “Manual add”', 'label')
        app.key('ctrl+w')

    with tap.case('also when the program is started again'):
        complaints = app.close()
        assert not complaints, complaints
        app = App(sys.argv[1:2], TITLE)
        wait(lambda: listed(app, 'Blank page'), 'the empty automation', 60)
        assert not listed(app, 'After a purchase')
        search(app, 'house way', 'Win-Back')
        app.key('Escape')

    complaints = app.close()
    tap.ok(not complaints, 'the last program does not complain', '; '.join(complaints[:4]))


run(journey, sys.argv[1:2], TITLE)
