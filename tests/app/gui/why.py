# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the real program why: of a step, from a reason to a contact and back; then of a contact.

Usage: why.py PARCOURS
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import enter, leave, run, shot  # noqa: E402

TITLE = 'Maison Lavande'


def journey(app, tap):
    with tap.case('a step tells why others did not come to it'):
        app.click(app.find('Welcome Series', 'label'))
        app.find('Day 90 of 90 · counts up to date', 'label', 60)
        app.key('Return', 'ctrl+9', 'Home', 'Down', 'Down', 'Down')
        app.click(app.find('Why Not Others?', seconds=30))
        before = enter(app, 'Parcours')
        app.find('Entered and Did Not Come Here', seconds=60)
        app.find('Never Entered')
        shot(app, 'why-step')

    with tap.case('a reason names contacts, and a contact its way'):
        app.click(app.find('Waits at “Wait 2 days”'))
        time.sleep(.5)
        shot(app, 'why-examples')
        app.key('Down', 'Return')
        app.find('What Happens')
        app.find('Waits at “Wait 2 days” until…')
        shot(app, 'why-contact')
        app.click(app.find('Back to All Reasons'))
        app.find('Entered and Did Not Come Here')
        leave(app, before)

    with tap.case('a contact tells what happens to it'):
        app.key('alt+2', 'ctrl+f')
        time.sleep(1)
        app.type('hugo.caron3')
        app.find('1 of 5,000 contacts matches…', 'label')
        app.click(app.find('Hugo Caron', 'label'))
        app.click(app.find('Why?…', 'push button'))
        before = enter(app, 'Parcours')
        app.find('Never Entered', seconds=30)
        shot(app, 'why-page')
        leave(app, before)
        app.gone('Never Entered')

    with tap.case('and is kept as a test, from its page or from there'):
        app.click(app.find('Save as a _Test…', 'push button'))
        before = enter(app, 'Tests')
        app.find('ada@example.org…', seconds=60)
        shot(app, 'why-test')
        leave(app, before)
        app.click(app.find('Why?…', 'push button'))
        enter(app, 'Parcours')
        app.find('Never Entered', seconds=30)
        # The page behind it has one too.
        app.click([node for node in app.all('label') if node.get_name() == 'Save as a Test'][-1])
        enter(app, 'Tests')
        app.find('ada@example.org…', seconds=60)
        leave(app, before)


run(journey, sys.argv[1:2], TITLE)
