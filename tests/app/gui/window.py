# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole program on the sample workspace, driven as a person drives it.

Usage: window.py PARCOURS
"""
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import App, Atspi, Timeout, run, wait, walk, xdotool  # noqa: E402

TITLE = 'Maison Lavande'


def below(app, name, dx=0, dy=15):
    """A place that many pixels under the middle of a card."""
    left, top, width, height = app.box(app.find(name, 'list item'))
    return left + width // 2 + dx, top + height + app.padding + dy


def cards(app):
    """What each step of the canvas says of itself."""
    return sorted(node.get_name() for node in app.all('list item') if re.search(r'\bcontacts?\b|: |^Wait', node.get_name()))


def same(app, before):
    """Waits until the cards are what they were; says what is otherwise."""
    try:
        wait(lambda: cards(app) == before, 'the first state')
    except Timeout as timeout:
        now = cards(app)
        raise AssertionError(f'{timeout}: {sorted(set(now) - set(before))} instead of '
                             f'{sorted(set(before) - set(now))}') from timeout


def count(app, name):
    """How many contacts a card speaks of, None where nothing has been counted."""
    found = re.search(r'(?:about )?([\d,]+) contacts?', app.find(name, 'list item').get_name())
    return int(found[1].replace(',', '')) if found else None


def settled(app):
    app.find('Day 90 of 90 · counts up to date', 'label', 60)
    return True


def open_automation(app, name):
    app.click(app.find(name, 'label'))
    settled(app)


def palette_row(app, label):
    """The line of the palette, and not what else is called so."""
    for row in walk(app.root):
        if row.get_name() == 'ParcoursPaletteRow':
            for node in walk(row):
                if node.get_name() == label and node.get_role_name() == 'label':
                    return node
    return None


def search(app, words, label):
    """A row of the palette that the words find."""
    app.key('ctrl+f', 'ctrl+a')
    app.type(words)
    wait(lambda: palette_row(app, label), label)
    # Rows that have come just now have no place yet.
    time.sleep(.5)
    return palette_row(app, label)


def stop_search(app):
    app.key('ctrl+f', 'Escape')
    time.sleep(.3)


def tells(app, text):
    return wait(lambda: next((node.get_name() for node in walk(app.root) if text in node.get_name()), None), text)


def matching(app):
    """How many contacts the inspector says meet the condition."""
    for node in app.all('label'):
        found = re.match(r'([\d,]+) of 5,000 contacts match', node.get_name())
        if found:
            return int(found[1].replace(',', ''))
    return None


def edit_condition(app, tap, before):
    """By mouse and by keys, with what follows in the inspector and on the canvas."""
    texts = 'May we text?: Is subscribed to text messages, …'
    with tap.case('a condition is added, and the counts follow in the inspector and on the canvas'):
        app.click(app.find(texts, 'list item'))
        first = wait(lambda: matching(app), 'a count in the inspector')
        sent = count(app, 'Send an SMS: …')
        app.click(app.find('Add Condition', 'label'))
        app.type('tag')
        app.find('Tag added', 'label')
        app.key('Return')
        app.find('May we text?: Is subscribed to text messages +1, …', 'list item')
        app.find('Is subscribed to text messages and has any tag', 'label')
        wait(lambda: 0 < matching(app) < first, 'fewer contacts in the inspector')
        wait(lambda: count(app, 'Send an SMS: …') < sent, 'fewer contacts on the canvas')

    with tap.case('undo takes the condition away, and redo brings it back'):
        app.click(app.find('Undo', 'push button'))
        app.find(texts, 'list item')
        wait(lambda: matching(app) == first and count(app, 'Send an SMS: …') == sent, 'the first counts')
        app.click(app.find('Redo', 'push button'))
        wait(lambda: 0 < matching(app) < first and count(app, 'Send an SMS: …') < sent, 'fewer contacts')

    with tap.case('Delete on a condition takes it away'):
        app.click(app.find('Has any tag', 'label'))
        app.key('Delete')
        app.find(texts, 'list item')
        same(app, before)


def connect(app, tap, before):
    with tap.case('a step dropped beside the others is linked by dragging from its port'):
        app.click(app.find('Wait 3 days, …', 'list item'))
        app.key('Home')
        row = search(app, 'wait period', 'Wait (for a period of time)')
        left, top, width, height = app.box(app.find('Abandons cart: …', 'list item'))
        app.drag(app.at(row, .3), (left + width + 130, top + height + 60))
        stop_search(app)
        loose = app.find('Wait 1 day, 0 contacts, problem 1', 'list item')
        # The port shows itself where the pointer comes to the card.
        app.move(loose)
        time.sleep(.7)
        app.drag(below(app, 'Wait 1 day, 0 contacts, …', dy=0), app.at(app.find('Send an email: Cart reminder, …', 'list item'), .2))
        app.find('Wait 1 day, 0 contacts, problem 1, then Send an email: Cart reminder', 'list item')

    with tap.case('undo takes the link away, and then the step'):
        app.click(app.find('Undo', 'push button'))
        app.find('Wait 1 day, 0 contacts, problem 1', 'list item')
        app.click(app.find('Undo', 'push button'))
        same(app, before)


def menu(app):
    return [node.get_name() for node in app.all('menu item')]


def close_menu(app):
    app.key('Escape')
    wait(lambda: not menu(app), 'the menu to go')
    # It holds the pointer until the server has unmapped it.
    time.sleep(.5)


def chosen(app):
    """The automation whose settings the inspector shows."""
    fields = [node for node in app.all('text') if node.get_name() == 'Name']
    return fields[-1].get_text(0, fields[-1].get_character_count())


def open_menus(app, tap):
    with tap.case('the menu of an automation opens by mouse and by keys, and the keyboard stays in the list'):
        row = app.find('Birthday Gift', 'label')
        app.click(row, button=3)
        wait(lambda: 'Save as Template…' in menu(app), 'the menu')
        close_menu(app)
        app.click(row)
        app.find('Date based: …', 'list item')
        for key in ('Menu', 'shift+F10'):
            app.key(key)
            wait(lambda: 'Save as Template…' in menu(app), f'the menu by {key}')
            close_menu(app)
        app.key('Up')
        wait(lambda: chosen(app) == 'Abandoned Cart', 'the automation above')
        app.key('Down')
        wait(lambda: chosen(app) == 'Birthday Gift', 'the automation below')
        app.key('Return', 'ctrl+w')
        app.gone('Date based: …')
        settled(app)

    with tap.case('the menu of a step opens by mouse and by keys'):
        step = app.find('Send an SMS: …', 'list item')
        app.click(step, button=3)
        wait(lambda: 'Link To…' in menu(app), 'the menu')
        close_menu(app)
        app.click(step)
        for key in ('Menu', 'shift+F10'):
            app.key(key)
            wait(lambda: 'Link To…' in menu(app), f'the menu by {key}')
            close_menu(app)


def is_seen(app, text):
    """Whether the label has a height; GTK 4.8 does not tell SHOWING of what is revealed."""
    return any(node.get_name() == text and app.box(node)[3] > 0 for node in app.all('label'))


def is_chosen(app, page):
    """Whether the switcher of the window stands on the page."""
    return any(node.get_name() == page and node.get_state_set().contains(Atspi.StateType.SELECTED)
               for node in app.all('page tab'))


def focused(app):
    return next((node for node in walk(app.root) if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None)


def edit_by_keys(app, tap):
    with tap.case('Enter leads to the first field of a step, and Escape back to the step'):
        app.click(app.find('Send an email: Cart reminder, …', 'list item'))
        app.key('Return')
        wait(lambda: focused(app).get_name() == 'Email', 'the field')
        app.key('Escape')
        wait(lambda: focused(app).get_name().startswith('Send an email: Cart reminder'), 'the step')


def tell_stale_results(app, tap):
    with tap.case('the results say that the automation has changed since'):
        stale = 'Automations or contacts have changed since this run.'
        app.key('alt+3')
        app.find('Messages Sent', 'label')
        assert not is_seen(app, stale), 'the notice comes too early'
        app.key('alt+1')
        shown = wait(lambda: cards(app), 'the steps')
        app.click(app.find('Send an SMS: …', 'list item'))
        app.key('Delete')
        wait(lambda: len(cards(app)) == len(shown) - 1, 'the step to go')
        app.key('alt+3')
        wait(lambda: is_seen(app, stale), 'the notice')
        app.key('alt+1')
        app.click(app.find('Undo', 'push button'))
        wait(lambda: len(cards(app)) == len(shown), 'the step')
        app.key('alt+3')
        wait(lambda: not is_seen(app, stale), 'the notice to go')
        app.key('alt+1')


def go_to_pages(app, tap):
    with tap.case('Alt and a digit go to a page of the window, also where there are several tabs'):
        shown = cards(app)
        app.click(app.find('Win-Back', 'label'))
        wait(lambda: cards(app) not in ([], shown), 'the second tab')
        for key, page in (('alt+2', 'Contacts'), ('alt+1', 'Automations')):
            app.key(key)
            wait(lambda: is_chosen(app, page), page)
        app.key('ctrl+w')
        wait(lambda: cards(app) == shown, 'the first tab')


def leave_problems(app, tap, before):
    with tap.case('who selects a step without problems while problems are shown sees its form'):
        app.click(app.find('Wait 1 day, …', 'list item'))
        app.click(search(app, 'send an email', 'Send an email'), n=2)
        stop_search(app)
        app.key('ctrl+shift+m')
        app.find('1 error, 0 warnings', 'label', 30)
        # What has never been seen has no height, however long it has been there.
        app.click(app.find('Wait 1 day, …', 'list item'))
        wait(lambda: is_seen(app, 'For'), 'the form')
        app.click(app.find('Undo', 'push button'))
        same(app, before)


def fit_small_screens(app, tap):
    with tap.case('every page fits into 800 pixels'):
        for size in ((800, 600), (1000, 700)):
            xdotool('windowsize', '--sync', app.window, *size)
            for page in range(5, 0, -1):
                app.key(f'alt+{page}')
                time.sleep(.5)
                assert page != 5 or app.box(app.find('Kinds', 'list'))[3] > 100, 'nothing is seen of the library'
                width = int(re.search(r'WIDTH=(\d+)', xdotool('getwindowgeometry', '--shell', app.window))[1])
                assert width <= size[0] + 60, f'page {page} is {width} wide in {size}'
        xdotool('windowsize', '--sync', app.window, 1300, 860)


def journey(app, tap):
    program = sys.argv[1]

    with tap.case('the sample opens, and its contacts are counted'):
        settled(app)
        app.find('Abandons cart: …', 'list item')
        assert wait(lambda: count(app, 'Abandons cart: …'), 'a count') > 100

    # The extents of cards know nothing of the zoom.
    app.key('ctrl+0')
    time.sleep(.5)
    before = cards(app)
    with tap.case('a step dragged from the palette onto a link is inserted, and the counts follow'):
        row = search(app, 'wait period', 'Wait (for a period of time)')
        first = count(app, 'Wait 3 days, …')
        app.drag(app.at(row, .3), below(app, 'Abandons cart: …'))
        tells(app, 'then Wait 1 day')
        wait(lambda: cards(app) != before, 'the counts')
        settled(app)
        assert len(cards(app)) == len(before) + 1, cards(app)
        assert count(app, 'Wait 3 days, …') != first

    with tap.case('undo removes it, and the counts are what they were'):
        stop_search(app)
        app.click(app.find('Undo', 'push button'))
        same(app, before)

    with tap.case('redo and undo by keys'):
        app.click(below(app, 'Wait 3 days, …', dx=120, dy=60))
        app.key('ctrl+shift+z')
        wait(lambda: len(cards(app)) == len(before) + 1, 'the step')
        app.key('ctrl+z')
        same(app, before)

    with tap.case('a double click in the palette appends behind the selected step'):
        app.click(app.find('Wait 3 days, …', 'list item'))
        row = search(app, 'wait period', 'Wait (for a period of time)')
        app.click(row, n=2)
        wait(lambda: len(cards(app)) == len(before) + 1, 'the step')
        stop_search(app)
        app.click(app.find('Undo', 'push button'))
        same(app, before)

    with tap.case('what a platform calls a step is found in either language'):
        search(app, 'panier abandonné', 'Abandons cart')
        stop_search(app)

    with tap.case('a step is deleted with a toast that offers Undo'):
        app.click(app.find('Send an SMS: …', 'list item'))
        app.key('Delete')
        app.click(app.find('Undo', 'label'))
        same(app, before)

    edit_condition(app, tap, before)
    connect(app, tap, before)
    open_menus(app, tap)
    edit_by_keys(app, tap)
    leave_problems(app, tap, before)

    with tap.case('the clock goes back, and the canvas with it'):
        total = count(app, 'Abandons cart: …')
        app.click(app.find('Instant', 'slider'), n=1)
        wait(lambda: count(app, 'Abandons cart: …') < total, 'fewer contacts')
        app.click(app.find('Back to the Start', 'push button'))
        app.find('Day 0 of 90 · counts up to date', 'label')
        app.key('F5')
        wait(lambda: any(re.match(r'Day [1-9]\d? of 90', node.get_name()) for node in app.all('label')), 'days to pass', 30)
        app.key('F5')

    with tap.case('everything is simulated, step by step'):
        app.key('ctrl+r')
        app.find('Messages Sent', 'label', 60)
        # The behaviour of the sample lets contacts come during the run, who are told apart.
        said = tells(app, ' · 90 days from ')
        assert re.match(r'5,000 contacts and \d+(,\d+)* new ones · ', said), said
        app.find('Messages sent, day by day', 'slider')
        app.key('alt+1')

    go_to_pages(app, tap)
    tell_stale_results(app, tap)

    with tap.case('F1 shows the first steps where no pages can be shown'):
        app.key('F1')
        app.find('Read more', 'label')
        app.key('Escape')
        xdotool('windowfocus', app.window)

    fit_small_screens(app, tap)

    with tap.case('closed and opened again it shows the same'):
        app.click(app.find('Wait 3 days, …', 'list item'))
        row = search(app, 'wait period', 'Wait (for a period of time)')
        app.click(row, n=2)
        wait(lambda: len(cards(app)) == len(before) + 1, 'the step')
        complaints = app.close()
        assert not complaints, complaints
        app = App([program], TITLE)
        settled(app)
        app.key('ctrl+9')
        wait(lambda: len(cards(app)) == len(before) + 1, 'the step')
        app.click(app.find('Undo', 'push button'))
        same(app, before)

    with tap.case('killed right after an edit it has lost nothing but that edit'):
        search(app, 'wait period', 'Wait (for a period of time)')
        app.click(app.find('Wait 3 days, …', 'list item'))
        row = palette_row(app, 'Wait (for a period of time)')
        app.click(row, n=2)
        wait(lambda: len(cards(app)) == len(before) + 1, 'the first edit')
        time.sleep(1)
        app.click(row, n=2)
        app.process.kill()
        app.process.wait(5)
        app = App([program], TITLE)
        settled(app)
        # Cards out of sight are not made.
        app.key('ctrl+9')
        wait(lambda: len(cards(app)) in (len(before) + 1, len(before) + 2), 'the first edit')

    complaints = app.close()
    tap.ok(not complaints, 'the last program does not complain', '; '.join(complaints[:4]))


run(journey, sys.argv[1:], TITLE)
