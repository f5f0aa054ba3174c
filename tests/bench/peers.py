#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference flow as others would run it, beside the engine.

peers.py BENCH-ENGINE BENCH-SQLITE-STEPS NODE-RED-FOLDER [CONTACTS [CONTACTS-OF-PEERS]]

SimPy as a user of it would write the flow, a campaign server with its state
in SQLite, and Node-RED take turns with the engine, one thread each. What the engine,
SimPy and Node-RED take is processor time, so that nothing else on the machine counts.
The steps a contact takes have to agree within 5 %, or it is not the same flow; the
engine has to be 200 times as fast as SimPy, or the status is 1. SimPy gets fewer contacts,
or it would take minutes; that is in its favour, since each step of its queue costs more the more there are. Node-RED
has no clock of its own to simulate: a burst runs through ten steps without waits.
It is installed by npm where it is not yet, or left out with a word about it.
"""

import datetime
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zoneinfo

import simpy

FOLDER = os.path.dirname(os.path.abspath(__file__))
DAY = 86400
ZONE = zoneinfo.ZoneInfo('Europe/Paris')
FROM = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.timezone.utc).timestamp()
TO = FROM + 90 * DAY
FACTOR = 200
MESSAGES = 20000
ROUNDS = 5
offsets = {}


def offset(at):
    hour = at // 3600
    if hour not in offsets:
        offsets[hour] = ZONE.utcoffset(datetime.datetime.fromtimestamp(at, ZONE)).total_seconds()
    return offsets[hour]


def at_local(day, seconds):
    """The instant of a local time, on a day since 1970."""
    local = day * DAY + seconds
    return local - offset(local - offset(local))


def seconds_of(duration):
    number = int(''.join(c for c in duration if c.isdigit()))
    return number * {'H': 3600, 'M': 60, 'D': DAY}[duration[-1]]


class Delay:
    """Log-normal, by its median and its ninth decile."""

    def __init__(self, delay):
        self.mu = math.log(seconds_of(delay['median']))
        self.sigma = (math.log(seconds_of(delay['p90'])) - self.mu) / 1.2815515655446004

    def draw(self):
        return random.lognormvariate(self.mu, self.sigma)


class Behaviour:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            rules = json.load(file)
        response = rules['responses'][0]
        self.chances = {name: (response[name]['chance'], Delay(response[name]['delay']) if 'delay' in response[name] else None)
                        for name in ('bounced', 'opened', 'clicked')}
        self.orders_per_second = rules['arrivals'][0]['per-day'] / DAY

    def happens(self, what):
        """After how many seconds, or None."""
        chance, delay = self.chances[what]
        if random.random() >= chance:
            return None
        return delay.draw() if delay else 0


class Contact:
    """One contact, and its way through the flow."""

    def __init__(self, env, behaviour, count):
        self.env, self.behaviour, self.count = env, behaviour, count
        self.country = random.choice(('France', 'Belgium', 'Germany', 'Italy'))
        self.age = 18 + random.randrange(64)
        self.lead = random.randrange(8)
        self.tags = {'vip'} if random.randrange(16) == 0 else set()
        self.plan, self.rounds = 'free', 0
        self.day = 20514 + 3 - 1 + random.randrange(32) % 28
        self.opened, self.clicked, self.bought_at = {}, [], None
        self.on_open, self.on_order = env.event(), env.event()
        env.process(self.live())

    def react(self, email):
        delay = self.behaviour.happens('opened')
        if delay is None:
            return
        yield self.env.timeout(delay)
        self.opened[email] = self.env.now
        if email == 'welcome' and not self.on_open.triggered:
            self.on_open.succeed()
        delay = self.behaviour.happens('clicked')
        if delay is None:
            return
        yield self.env.timeout(delay)
        self.clicked.append(self.env.now)

    def order(self):
        """The first order since the entry; later ones change nothing."""
        yield self.env.timeout(random.expovariate(self.behaviour.orders_per_second))
        self.bought_at = self.env.now
        if not self.on_order.triggered:
            self.on_order.succeed()

    def send(self, email):
        if self.behaviour.happens('bounced') is None:
            self.env.process(self.react(email))

    def pause(self, seconds):
        """A wait, which an order ends: the goal is reached from anywhere."""
        if self.bought_at is not None:
            return
        yield self.env.timeout(seconds) | self.on_order

    def live(self):
        env, count = self.env, self.count
        start = at_local(self.day, 8 * 3600)
        if start < env.now:
            return
        yield env.timeout(start - env.now)
        env.process(self.order())
        count[0] += 1                                     # joined
        yield from self.welcome()
        while self.bought_at is None:
            yield from self.round()
            if self.bought_at is not None:
                break
            count[0] += 1                                 # bought, passed by
            self.rounds += 1
            count[0] += 2                                 # round, again
            if self.rounds >= 3:
                break
            count[0] += 1                                 # once-more
        if self.bought_at is not None:
            yield from self.after_goal()
        self.tags.add('done')
        count[0] += 2                                     # customer, end

    def after_goal(self):
        """From the goal on, also round and round."""
        while True:
            self.count[0] += 1                            # bought
            self.rounds += 1
            self.count[0] += 2                            # round, again
            if self.rounds >= 3:
                return
            self.count[0] += 1                            # once-more
            yield from self.round(True)

    def welcome(self):
        env, count = self.env, self.count
        self.tags.add('new')
        self.send('welcome')
        count[0] += 2
        yield from self.pause(DAY)
        if self.bought_at is not None:
            return
        count[0] += 2                                     # wait-day, is-french
        if self.country == 'France' and self.age > 30:
            self.lead += 5
        else:
            self.tags.add('abroad')
        count[0] += 1
        if 'welcome' not in self.opened:
            yield self.on_open | env.timeout(3 * DAY) | self.on_order
            if self.bought_at is not None:
                return
        if 'welcome' in self.opened:
            self.lead += 10
        else:
            self.send('reminder')
        count[0] += 2                                     # wait-open, and what follows

    def wait(self, seconds, met):
        if met:
            yield self.env.timeout(seconds)
        else:
            yield from self.pause(seconds)

    def round(self, met=False):
        """Once round the loop; an order that comes meanwhile ends it, unless the goal was met before."""
        env, count = self.env, self.count
        yield from self.wait(2 * DAY, met)
        if self.bought_at is not None and not met:
            return
        count[0] += 2                                     # wait-two, ab
        self.send('offer-a' if random.random() < 0.5 else 'offer-b')
        count[0] += 1
        day = int((env.now + offset(env.now)) // DAY)
        morning = at_local(day, 9 * 3600)
        if morning < env.now:
            morning = at_local(day + 1, 9 * 3600)
        yield from self.wait(morning - env.now, met)
        if self.bought_at is not None and not met:
            return
        count[0] += 2                                     # morning, is-hot
        if self.lead >= 10 or 'vip' in self.tags:
            self.tags.add('hot')
        else:
            self.lead -= 1
        count[0] += 1
        yield from self.wait(7 * DAY, met)
        if self.bought_at is not None and not met:
            return
        self.plan = 'warm'
        count[0] += 3                                     # wait-week, plan, clicked
        if any(at > env.now - 14 * DAY for at in self.clicked):
            self.send('thanks')
            count[0] += 1
        else:
            yield from self.wait(5 * DAY, met)
            if self.bought_at is not None and not met:
                return
            count[0] += 1


def run_simpy(n):
    env = simpy.Environment(FROM)
    behaviour = Behaviour(os.path.join(FOLDER, 'reference-behaviour.json'))
    count = [0]
    begin = time.process_time()
    for _ in range(n):
        Contact(env, behaviour, count)
    env.run(until=TO)
    return count[0] / (time.process_time() - begin), count[0] / n


def read_figures(argv):
    lines = subprocess.run(argv, check=True, capture_output=True, text=True,
                           env={**os.environ, 'BENCH_SRCDIR': FOLDER}).stdout
    return {line.split()[1]: float(line.split()[2]) for line in lines.splitlines() if line.startswith('bench ')}


def run_engine(program, n):
    figures = read_figures([program, str(n), '1'])
    return figures['engine.steps_per_processor_s'], figures['engine.steps_per_contact']


def run_sqlite(program, n):
    with tempfile.TemporaryDirectory(prefix='parcours-bench-') as folder:
        figures = read_figures([program, f'{folder}/steps.db', str(n)])
    return figures['sqlite.steps_per_s'], figures['sqlite.steps_per_contact']


def install_nodered(folder):
    """Whether Node-RED is there."""
    modules = os.path.join(folder, 'node_modules')
    if os.path.isdir(os.path.join(modules, 'node-red')):
        return True
    if shutil.which('npm') is None or shutil.which('node') is None:
        print('Node-RED was not run: there is no npm', file=sys.stderr)
        return False
    os.makedirs(folder, exist_ok=True)
    result = subprocess.run(['npm', 'install', '--prefix', folder, '--no-audit', '--no-fund', 'node-red@4'],
                            capture_output=True, text=True, check=False)
    if result.returncode != 0:
        print(f'Node-RED was not run: npm cannot fetch it: {result.stderr[-500:]}', file=sys.stderr)
    return result.returncode == 0


def run_nodered(folder, n):
    with tempfile.TemporaryDirectory(prefix='parcours-bench-') as user:
        figures = read_figures(['node', os.path.join(FOLDER, 'nodered.js'), os.path.join(folder, 'node_modules'), user,
                                str(n)])
    return figures['nodered.steps_per_s'], None


def compare(name, run_peer, program, n, n_peer):
    """Both in turns; the median of the ratios."""
    ratios, speeds, engines = [], [], []
    for _ in range(ROUNDS):
        engine, engine_steps = run_engine(program, n)
        peer, peer_steps = run_peer(n_peer)
        ratios.append(engine / peer)
        speeds.append(peer)
        engines.append(engine)
    print(f'bench {name}.steps_per_s {statistics.median(speeds):.0f}')
    print(f'bench engine.steps_per_processor_s {statistics.median(engines):.0f}')
    print(f'bench engine.over_{name} {statistics.median(ratios):.1f}', flush=True)
    if peer_steps is None:
        return statistics.median(ratios)
    print(f'bench {name}.steps_per_contact {peer_steps:.2f}')
    if abs(peer_steps / engine_steps - 1) > 0.05:
        sys.exit(f'{name}: this is not the same flow: a contact takes {peer_steps:.2f} steps instead of {engine_steps:.2f}')
    return statistics.median(ratios)


def main():
    random.seed(1)
    program, sqlite, nodered = sys.argv[1:4]
    n = int(sys.argv[4]) if len(sys.argv) > 4 else 200000
    n_peer = int(sys.argv[5]) if len(sys.argv) > 5 else 2000
    over_simpy = compare('simpy', run_simpy, program, n, n_peer)
    compare('sqlite_per_step', lambda m: run_sqlite(sqlite, m), program, n, n_peer)
    if install_nodered(nodered):
        compare('nodered', lambda m: run_nodered(nodered, m), program, n, MESSAGES)
    if over_simpy < FACTOR:
        sys.exit(f'The engine has to be {FACTOR} times as fast as SimPy')


main()
