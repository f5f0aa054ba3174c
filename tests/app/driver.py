# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program of ours as a person would: what there is to see is found by
its accessible name, and the mouse and the keys are real ones.

A test calls run (PROGRAM, ARGUMENTS, JOURNEY); it then runs again inside an X
server, a session bus and folders of its own, so that tests may run side by
side and never touch what belongs to the person. JOURNEY is given an App and a
Tap. Without the tools for all that the test is skipped, and says which is missing.
"""
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi
except (ImportError, ValueError):
    Atspi = None

INSIDE = 'PARCOURS_TEST_DISPLAY'
# Without a compositor GTK draws an edge that the extents of AT-SPI leave out; GTK 4.8 leaves out the padding and the
# border of a widget too, as wide as those of a card.
EDGE = 5
PADDING = 9
SCREEN = '1440x900x24'


class Timeout(Exception):
    pass


def wait(ask, what, seconds=30):
    """Asks until there is an answer; things vanish while the tree changes."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(Exception):
            answer = ask()
            if answer:
                return answer
        if time.monotonic() > end:
            raise Timeout(f'waited for {what}')
        time.sleep(.05)


def walk(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child:
            yield from walk(child)


def role_of(node):
    """The name of its role; newer AT-SPI calls a push button a button."""
    role = node.get_role_name()
    return 'push button' if role == 'button' else role


def xdotool(*args):
    done = subprocess.run(['xdotool', *map(str, args)], check=True, capture_output=True, text=True)
    return done.stdout.strip()


class Tap:
    """Cases of a journey, each on a line that a machine reads."""

    def __init__(self):
        self.n = 0
        self.failed = 0
        self.after_failure = None

    def ok(self, is_ok, name, why=''):
        self.n += 1
        self.failed += not is_ok
        print(f"{'ok' if is_ok else 'not ok'} {self.n} - {name}", flush=True)
        if not is_ok and why:
            print(f'# {why}', flush=True)

    @contextlib.contextmanager
    def case(self, name):
        """One thing that is tried; what goes wrong in it fails it and no other."""
        try:
            yield
        except Exception as error:
            self.ok(False, name, f'{type(error).__name__}: {error}')
            if self.after_failure is not None:
                self.after_failure()
        else:
            self.ok(True, name)


class App:
    def __init__(self, argv, title):
        self.errors = tempfile.TemporaryFile(mode='w+')
        self.process = subprocess.Popen(argv, stderr=self.errors)
        self.window = wait(lambda: self.has_ended() or self._find_window(title), 'the window', 90)
        if self.has_ended():
            self.errors.seek(0)
            raise ChildProcessError(f'{argv[0]} has ended by itself: {self.errors.read()[-1000:]}')
        # Without a window manager the keys would go nowhere.
        xdotool('windowfocus', self.window)
        self.root = wait(self._find_root, 'the accessible program')
        self.is_old = tuple(map(int, self.root.get_toolkit_version().split('.')[:2])) < (4, 10)
        self.padding = PADDING if self.is_old else 0

    def has_ended(self):
        return self.process.poll() is not None

    @staticmethod
    def _find_window(title):
        return xdotool('search', '--onlyvisible', '--name', f'^{title}$').split()[0]

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        # Newer ones remember who was there when they were first asked; older ones would wait for one that has ended.
        if hasattr(Atspi, 'get_version'):
            desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def all(self, role=None):
        return [node for node in walk(self.root) if role is None or role_of(node) == role]

    def find(self, name, role=None, seconds=8):
        """The first that is called so; a name that ends in "…" is a beginning."""
        def ask():
            for node in walk(self.root):
                if role is not None and role_of(node) != role:
                    continue
                called = node.get_name()
                if called == name or (name.endswith('…') and called.startswith(name[:-1])):
                    return node
            return None
        return wait(ask, f'{role or "something"} called {name}', seconds)

    def gone(self, name):
        def ask():
            return not any(node.get_name() == name or (name.endswith('…') and node.get_name().startswith(name[:-1]))
                           for node in walk(self.root))
        return wait(ask, f'{name} to go')

    def box(self, node):
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        place = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', self.window).split('\n'))
        edge = EDGE if self.is_old else self._edge(node)
        return int(place['X']) + edge + extents.x, int(place['Y']) + edge + extents.y, extents.width, extents.height

    @staticmethod
    def _edge(node):
        """Newer GTK counts from where the window's shadow ends, and says so of the window alone."""
        while node.get_parent().get_role_name() != 'application':
            node = node.get_parent()
        return -2 * node.get_extents(Atspi.CoordType.WINDOW).x

    def at(self, node, x=.5, y=.5):
        """A place of the screen: a pair as it is, or a part of what is seen of a node."""
        if isinstance(node, tuple):
            return node
        left, top, width, height = self.box(node)
        return round(left + width * x), round(top + height * y)

    def move(self, place):
        x, y = self.at(place)
        # Two moves: the first may only enter.
        xdotool('mousemove', x - 1, y, 'mousemove', x, y)
        time.sleep(.12)

    def click(self, place, button=1, n=1, keys=()):
        self.move(place)
        for key in keys:
            xdotool('keydown', key)
        # Where the button is up again before GTK has drawn what the press changed, it asks the server for the pointer,
        # sees no button and gives the click up (gtk_gesture_single_handle_event). A menu opens with the press, and
        # GTK 4.8 complains of the release that it gets.
        hold = ['sleep', .08] if button == 1 else []
        for _ in range(n):
            xdotool('mousedown', button, *hold, 'mouseup', button)
        for key in keys:
            xdotool('keyup', key)
        time.sleep(.2)

    def drag(self, start, end, button=1, keys=(), before_drop=None):
        (x1, y1), (x2, y2) = self.at(start), self.at(end)
        self.move((x1, y1))
        for key in keys:
            xdotool('keydown', key)
        xdotool('mousedown', button)
        for i in range(1, 13):
            xdotool('mousemove', x1 + (x2 - x1) * i // 12, y1 + (y2 - y1) * i // 12)
            time.sleep(.03)
        time.sleep(.15)
        if before_drop is not None:
            before_drop()
        xdotool('mouseup', button)
        for key in keys:
            xdotool('keyup', key)
        time.sleep(.25)

    def key(self, *keys):
        for key in keys:
            xdotool('key', key)
            time.sleep(.12)

    def type(self, text):
        xdotool('type', '--delay', 15, text)
        time.sleep(.15)

    def shot(self, path):
        subprocess.run(['import', '-window', 'root', path], check=True, capture_output=True)

    def close(self):
        """Ends the program; what it has complained about, line by line."""
        self.process.terminate()
        self.process.wait(30)
        self.errors.seek(0)
        return [line for line in self.errors.read().splitlines()
                if any(word in line for word in ('WARNING', 'CRITICAL', 'ERROR')) and 'dbind' not in line]


def enter(app, title):
    """Goes on in the window that is called so; answers with the one that was before."""
    before = app.window
    app.window = wait(lambda: xdotool('search', '--onlyvisible', '--name', f'^{title}$').split()[-1], f'the window {title}')
    xdotool('windowfocus', app.window)
    return before


def leave(app, before):
    app.key('Escape')
    app.window = before
    xdotool('windowfocus', app.window)


def shot(app, name):
    """A picture of what is seen, where somebody wants to look at it."""
    if 'PARCOURS_TEST_SHOTS' in os.environ:
        time.sleep(1)
        app.shot(f"{os.environ['PARCOURS_TEST_SHOTS']}/{name}.png")


def _missing():
    tools = [tool for tool in ('Xvfb', 'dbus-run-session', 'xdotool') if shutil.which(tool) is None]
    return tools + ([] if Atspi is not None else ['gir1.2-atspi-2.0'])


SOURCE = """
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GObject, Gtk

def activate(application):
    label = Gtk.Label(label='file')
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_value(GObject.Value(Gio.File, Gio.File.new_for_path(sys.argv[1]))))
    label.add_controller(source)
    Gtk.ApplicationWindow(application=application, title='A file', child=label, decorated=False).present()

application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect('activate', activate)
application.run([])
"""


def can_drag_files():
    """The other program needs the bindings of GTK, which the rest does without."""
    return '4.0' in gi.Repository.get_default().enumerate_versions('Gtk')


def drag_file(app, path, end):
    """Drops a file that another program holds."""
    source = subprocess.Popen([sys.executable, '-c', SOURCE, path])
    try:
        window = wait(lambda: xdotool('search', '--onlyvisible', '--name', '^A file$').split()[-1], 'the other program')
        xdotool('windowsize', window, 60, 60, 'windowmove', window, 1370, 830)
        time.sleep(.5)
        app.drag((1400, 860), end)
        time.sleep(.5)
    finally:
        source.terminate()
        source.wait(10)


@contextlib.contextmanager
def _display():
    """An X server of its own; it takes a number that is free itself, so that two that start at once do not meet."""
    reader, writer = os.pipe()
    with subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
                          pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            yield f':{numbers.readline().strip()}'
        server.terminate()


def _run_inside(script):
    with _display() as display, tempfile.TemporaryDirectory(prefix='parcours-test-') as home:
        os.makedirs(f'{home}/config/gtk-4.0')
        with open(f'{home}/config/gtk-4.0/settings.ini', 'w') as settings:
            settings.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n')
        env = dict(os.environ, XDG_RUNTIME_DIR=home, XDG_CONFIG_HOME=f'{home}/config', XDG_DATA_HOME=f'{home}/data',
                   XDG_CACHE_HOME=f'{home}/cache', GSETTINGS_BACKEND='memory', GSK_RENDERER='cairo', GDK_BACKEND='x11',
                   NO_AT_BRIDGE='0', DISPLAY=display, **{INSIDE: home})
        env.setdefault('LC_ALL', 'C.UTF-8')
        for name in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'G_DEBUG', 'MALLOC_CHECK_'):
            env.pop(name, None)
        inside = subprocess.Popen(['dbus-run-session', '--', sys.executable, *script], env=env, stdout=subprocess.PIPE,
                                  text=True)
        for line in inside.stdout:
            # Services of the session share the output, which belongs to TAP.
            if not line.startswith('SpiRegistry'):
                print(line, end='', flush=True)
        return inside.wait()


def run(journey, argv, title):
    if INSIDE not in os.environ:
        missing = _missing()
        if missing:
            print(f"1..0 # SKIP not installed: {', '.join(missing)}")
            sys.exit(0)
        sys.exit(_run_inside(sys.argv))
    tap = Tap()
    app = App(argv, title)
    if 'PARCOURS_TEST_SHOT' in os.environ:
        tap.after_failure = lambda: app.shot(f"{os.environ['PARCOURS_TEST_SHOT']}-{tap.n}.png")
    with tap.case('the journey ends'):
        journey(app, tap)
    complaints = app.close()
    tap.ok(not complaints, 'the program does not complain', '; '.join(complaints[:4]))
    print(f'1..{tap.n}')
    sys.exit(tap.failed > 0)
