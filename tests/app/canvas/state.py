# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demonstration of the canvas tells of itself, for tests."""
import re

from driver import wait


class State:
    """What the demonstration tells of itself."""

    def __init__(self, app):
        self.app = app

    def read(self):
        text = self.app.find('state: …', 'label').get_name()
        found = re.match(r'state: (\d+) steps, (\d+) links, selected (.*) at (\S+) (\S+), zoom (\d+), view (\S+) (\S+)', text)
        return {'steps': int(found[1]), 'links': int(found[2]), 'selected': found[3].split(),
                'at': (float(found[4]), float(found[5])), 'zoom': int(found[6]), 'view': (float(found[7]), float(found[8]))}

    def expect(self, **values):
        """Waits until all that is named holds."""
        def ask():
            state = self.read()
            return all(state[name] == value for name, value in values.items())
        try:
            wait(ask, 'it', 4)
        except Exception:
            raise AssertionError(f'expected {values}, got {self.read()}') from None
