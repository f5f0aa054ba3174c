# SPDX-License-Identifier: GPL-3.0-or-later
"""A message is edited from the step that sends it, and the library is kept.

Usage: message.py PARCOURS
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import Atspi, can_drag_files, drag_file, enter, run, wait, walk  # noqa: E402

TITLE = 'Maison Lavande'


def texts(app):
    """What stands in texts and entries."""
    for node in walk(app.root):
        if node.get_role_name() in ('text', 'entry'):
            yield node.get_text(0, -1)


def stands(app, text):
    return wait(lambda: any(text in each for each in texts(app)), f'a text with {text}')


def line(app, name):
    """A line of the library that is called so, and not what else is."""
    page = app.find('Kinds', 'list')
    for _ in range(4):
        page = page.get_parent()

    def ask():
        for row in walk(page):
            if row.get_role_name() == 'list item':
                for node in walk(row):
                    if node.get_name() == name:
                        return node
        return None
    return wait(ask, name)


def choose(app, kind, name):
    app.click(line(app, kind))
    app.click(line(app, name))


def drop_files(app, tap):
    folder = os.environ['XDG_RUNTIME_DIR']
    with open(f'{folder}/page.html', 'w', encoding='utf-8') as page:
        page.write('<h1>Dropped for *|FNAME|*</h1>')
    with open(f'{folder}/people.csv', 'w', encoding='utf-8') as table:
        table.write('email,first name\nzoe@example.org,Zoe\n')

    with tap.case('a page dropped on a message is its text'):
        choose(app, 'Emails', 'Cart reminder')
        app.click(app.find('Edit Message…', 'label'))
        before = enter(app, 'Cart reminder')
        drag_file(app, f'{folder}/page.html', app.find('Text', 'text'))
        stands(app, '<h1>Dropped for {{ contact.first-name }}</h1>')
        app.key('Escape')
        app.window = before

    with tap.case('a table dropped on the window is imported as contacts'):
        drag_file(app, f'{folder}/people.csv', line(app, 'Emails'))
        enter(app, 'Import people.csv')
        app.find('First name', 'label')


def journey(app, tap):
    app.find('Day 90 of 90 · counts up to date', 'label', 60)

    with tap.case('the step that sends opens its message'):
        app.click(app.find('Send an email: …', 'list item'))
        app.click(app.find('Edit Message…', 'label'))
        app.find('Preview for', 'label')
        app.find('Tracked Links', 'label')

    with tap.case('Tab leads through the whole form of a step, and out of it'):
        app.key('Escape')
        app.click(app.find('Send an email: …', 'list item'))
        app.key('Return')
        for name in ('Email', '_Edit Message…', 'Send limit', 'Name and Note', 'Templates that show its use'):
            wait(lambda: any(node.get_name().startswith(name) for node in walk(app.root)
                             if node.get_state_set().contains(Atspi.StateType.FOCUSED)), f'the focus on {name}')
            app.key('Tab')
        app.click(app.find('Edit Message…', 'label'))

    with tap.case('what is written is seen as a contact would see it'):
        body = app.find('Text', 'text')
        app.click(body)
        app.key('ctrl+Home')
        app.type('Good morning {{ contact.first-name }} and {{ contact.shoe-size }} **now**. ')
        app.find('Nobody knows contact.shoe-size: …', 'label')
        wait(lambda: any(each.startswith('Good morning ') and '{{' not in each and ' and  now.' in each
                         for each in texts(app)), 'the preview')

    with tap.case('it is undone, and done again'):
        time.sleep(1)
        undo = [node for node in app.all('push button') if node.get_name() == 'Undo'][-1]
        app.click(undo)
        wait(lambda: not any('Good morning' in each for each in texts(app)), 'the first text')
        app.click([node for node in app.all('push button') if node.get_name() == 'Redo'][-1])
        stands(app, 'Good morning ')
        app.key('Escape')
        app.gone('Preview for')

    with tap.case('what a picker does not find is made with Enter, and undone'):
        app.click(app.find('Add a tag: Cart Cold, …', 'list item'))
        app.click(app.find('Tag', 'push button'))
        time.sleep(.5)
        app.type('Heard of')
        app.find('Nothing found', 'label')
        app.key('Return')
        time.sleep(.5)
        app.key('Return')
        app.find('Add a tag: Heard of, …', 'list item')
        app.key('ctrl+z')
        app.find('Add a tag: Cart Cold, …', 'list item')

    with tap.case('what is made new fits where it is needed: a field for a date is one'):
        app.click(app.find('Birthday Gift', 'label'))
        app.click(app.find('Date based: …', 'list item'))
        app.click(app.find('Field', 'push button'))
        time.sleep(.5)
        app.type('Renewal')
        app.key('Return')
        wait(lambda: any(node.get_name() == 'Type' and node.get_description() == 'Date' for node in walk(app.root)),
             'a type that is a date')
        app.key('Return')
        app.find('Date based: On the day: Renewal, …', 'list item')
        app.key('ctrl+z')
        app.gone('Date based: On the day: Renewal, …')
        app.click(app.find('Abandoned Cart', 'label'))

    with tap.case('the library has it, and knows who sends it'):
        app.key('alt+5')
        choose(app, 'Emails', 'Cart reminder')
        app.find('Used By', 'label')
        app.find('Abandoned Cart', 'label')

    with tap.case('what is named is deleted after a question alone'):
        app.click(app.find('Delete', 'label'))
        app.find('Delete “Cart reminder”?', 'label')
        app.key('Escape')
        app.gone('Delete “Cart reminder”?')

    with tap.case('what uses it is shown'):
        app.click(app.find('Abandoned Cart', 'label'))
        app.find('Edit Message…', 'label')
        app.key('alt+5')

    with tap.case('something is added, deleted, and back after Undo'):
        app.click(line(app, 'Tags'))
        app.click(app.find('New Tag…'))
        time.sleep(.3)
        app.type('Brand New')
        app.key('Return')
        app.find('No automation names it, and nothing else does.', 'label')
        app.click(app.find('Delete', 'label'))
        app.find('“Brand New” deleted', 'label')
        app.click(app.find('Undo', 'label'))
        app.find('Brand New', 'label')

    if can_drag_files():
        drop_files(app, tap)


run(journey, sys.argv[1:2], TITLE)
