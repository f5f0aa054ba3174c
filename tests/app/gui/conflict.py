# SPDX-License-Identifier: GPL-3.0-or-later
"""Two workspaces and one server: an automation is drawn in one, and changed in both.

Usage: conflict.py PARCOURS
"""
import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from driver import App, INSIDE, run, wait  # noqa: E402

TITLE = 'Maison Lavande'
CLI, SERVER = os.environ.get('PARCOURS_CLI'), os.environ.get('PARCOURS_SERVER')


def home(name):
    return os.path.join(os.environ[INSIDE], name)


class Side:
    """A workspace, with the window open or with the command line."""

    def __init__(self, path):
        self.path = path
        self.app = None

    def open(self):
        self.app = App([sys.argv[1], '--workspace', self.path], TITLE)
        self.app.find('Day 90 of 90 · counts up to date', 'label', 60)
        return self.app

    def close(self):
        complaints = self.app.close()
        assert not complaints, complaints

    def sync(self, *words):
        done = subprocess.run([CLI, 'sync', '--workspace', self.path, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def state(self, slug):
        states = {each['automation']: each['state'] for each in json.loads(self.sync('status', '--json'))['automations']}
        return states.get(slug)


class Server:
    def __init__(self):
        self.command = [SERVER, '--database', home('server.db')]
        self.token = subprocess.run([*self.command, '--new-token', 'Tests'], check=True, capture_output=True,
                                    text=True).stdout.strip()
        self.process = subprocess.Popen([*self.command, '--port', '0'], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        with open(home('token'), 'w') as file:
            file.write(self.token)


def waits(app):
    return [node for node in app.all('list item') if node.get_name().startswith('Wait 1 day')]


def add_wait(app):
    """Behind the last step."""
    before = len(waits(app))
    app.key('slash')
    app.type('wait period')
    time.sleep(.5)
    app.key('Return')
    wait(lambda: len(waits(app)) == before + 1, 'another step')


def open_sale(app):
    app.click(app.find('Spring Sale', 'label'), n=2)
    app.find('Makes a purchase: …', 'list item')


def publish(app):
    app.key('ctrl+shift+p')
    app.find('“Spring Sale” is being published on “Agency”')


def change_theirs(side):
    """One more step, published."""
    app = side.open()
    open_sale(app)
    app.click(waits(app)[-1])
    add_wait(app)
    publish(app)
    wait(lambda: side.state('spring-sale') == 'published', 'their version on the server')
    side.close()


def describe(app, text):
    """Changes what the automation says of itself."""
    field = app.find('Description', 'text')
    app.click(field)
    app.key('ctrl+a')
    app.type(text)
    wait(lambda: description(app) == text, text)
    # What is typed is one edit, which ends with a pause.
    time.sleep(1)


def description(app):
    field = app.find('Description', 'text')
    return field.get_text(0, field.get_character_count())


def meet_conflict(app, text):
    """Changes and publishes ours, on top of what the server does not have any more."""
    open_sale(app)
    describe(app, text)
    publish(app)
    app.key('alt+4')
    app.click(wait(lambda: next(node for node in app.all('push button') if 'Compare both versions' in node.get_name()), 'a conflict'))
    app.find('“Spring Sale” was changed on both sides', 'label')
    app.find('On “Agency”', 'label')
    app.find('Yours, in this workspace', 'label')


def journey(app, tap):
    here, there = Side(sys.argv[1]), Side(home('there.parcours'))
    here.path = home('data/parcours/maison-lavande.parcours')
    app.find('Abandons cart: …', 'list item', 60)
    assert not app.close()
    shutil.copy(here.path, there.path)
    server = Server()
    try:
        work(here, there, server, tap)
    finally:
        server.process.terminate()
        if here.app is not None:
            here.app.close()


def work(here, there, server, tap):
    with tap.case('a server is connected in the window'):
        app = here.open()
        app.key('alt+4')
        app.click(app.find('Connect a Server…', 'label'))
        app.find('Address', 'text')
        for name, text in (('Name', 'Agency'), ('Address', server.url), ('Token', server.token)):
            # The inspector behind has a name too.
            app.click([node for node in app.all('text') if node.get_name() == name][-1])
            app.type(text)
        app.key('Return')
        app.find('“Agency” is connected')

    with tap.case('what is drawn here is published'):
        app.key('alt+1', 'ctrl+n')
        app.find('Empty automation. …')
        app.click([node for node in app.all('text') if node.get_name() == 'Name'][-1])
        app.key('ctrl+a')
        app.type('Spring Sale')
        app.key('Return')
        app.find('Drag a Trigger Here', 'label')
        app.key('t')
        app.type('makes a purchase')
        time.sleep(.5)
        app.key('Return')
        app.find('Makes a purchase: …', 'list item')
        add_wait(app)
        publish(app)
        wait(lambda: here.state('spring-sale') == 'published', 'it on the server')
        here.close()

    with tap.case('and comes to the other workspace'):
        there.sync('add', 'Agency', server.url, '--token-file', home('token'))
        assert '1 automation is new' in there.sync('pull')
        assert there.state('spring-sale') == 'published'

    with tap.case('changed in both, it is shown in both versions, and mine is kept'):
        change_theirs(there)
        app = here.open()
        meet_conflict(app, 'Ours')
        assert here.state('spring-sale') == 'conflict'
        app.click(app.find('Keep Mine', 'label'))
        wait(lambda: here.state('spring-sale') == 'published', 'ours on the server')
        there.sync('pull')
        app.key('alt+1')
        app.find('2 steps · …', 'label')
        assert description(app) == 'Ours', description(app)
        here.close()

    with tap.case('changed in both again, theirs is taken'):
        change_theirs(there)
        app = here.open()
        meet_conflict(app, 'Ours again')
        app.click(app.find('Take Theirs', 'label'))
        wait(lambda: here.state('spring-sale') == 'published', 'theirs here')
        app.key('alt+1')
        app.find('3 steps · …', 'label')
        assert description(app) == 'Ours', description(app)
        here.close()


if INSIDE in os.environ:
    # A keyring of the journey's own.
    os.environ.update(SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=home('test.keyring'),
                      SECRET_FILE_TEST_PASSWORD='a password for tests')
run(journey, sys.argv[1:2], TITLE)
