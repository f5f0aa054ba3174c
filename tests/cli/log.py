# SPDX-License-Identifier: GPL-3.0-or-later
"""What has happened in a workspace, written into it."""

import sqlite3


def write_log(workspace, events):
    """Nothing has ever happened there but these events: (address, topic, at, subject), and a payload for some."""
    db = sqlite3.connect(workspace)
    contacts = dict(db.execute('SELECT email, id FROM contacts WHERE email IS NOT NULL'))
    topics = dict(db.execute('SELECT name, id FROM topics'))
    db.execute('DELETE FROM events')
    for n, (contact, topic, at, subject, *payload) in enumerate(events):
        if topic not in topics:
            topics[topic] = db.execute('INSERT INTO topics (name) VALUES (?)', (topic,)).lastrowid
        if contact in contacts:
            db.execute('INSERT INTO events (topic, contact, at, n, subject, payload) VALUES (?, ?, ?, ?, ?, ?)',
                       (topics[topic], contacts[contact], at, n, subject, *(payload or [None])))
    db.commit()
    db.close()
