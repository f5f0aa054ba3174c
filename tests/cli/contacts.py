#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real parcours-cli on workspaces and files, good ones and bad ones."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time

from command import CLI, answer, check, end, file, folder, refuses, works
import command

DATA = sys.argv[2]


def run(*args, env=None):
    return command.run('contacts', *args, env=env)


shop = file('shop.parcours')
brevo = os.path.join(DATA, 'brevo.csv')

# What is meant to work
refuses('no workspace yet', run('import', brevo, '-w', shop), 'shop.parcours')
works('a new workspace', run('import', brevo, '-w', shop, '--create', '--json'),
      lambda r: answer(r)['added'] == 3 and answer(r)['refused'] == [] and 'field ville' in answer(r)['made'])
works('again, everybody is merged', run('import', brevo, '-w', shop, '--json'),
      lambda r: answer(r)['added'] == 0 and answer(r)['merged'] == 3)
works('again, everybody is left alone', run('import', brevo, '-w', shop, '--keep', '--json'),
      lambda r: answer(r)['skipped'] == 3)
works('dry run', run('import', os.path.join(DATA, 'activecampaign.csv'), '-w', shop, '--dry-run', '--json'),
      lambda r: answer(r)['source'] == 'activecampaign' and answer(r)['rows'] == 3 and
      [c['target'] for c in answer(r)['columns'] if c['header'] == 'Tags'] == ['tags'])
works('dry run as a table', run('import', os.path.join(DATA, 'activecampaign.csv'), '-w', shop, '-n'),
      lambda r: b'first-name' in r.stdout and b'soap-lover' in r.stdout)
works('dry run of a workspace that is not there yet',
      run('import', brevo, '-w', file('new.parcours'), '--create', '--dry-run', '--json'),
      lambda r: answer(r)['rows'] == 3 and not os.path.exists(file('new.parcours')))
works('nothing was imported by that', run('count', '-w', shop), lambda r: r.stdout == b'3\n')
works('refused rows are told', run('import', os.path.join(DATA, 'activecampaign.csv'), '-w', shop),
      lambda r: r.stderr.decode().startswith('Line 4: ') and b'Contacts added: 2' in r.stdout)
works('list', run('list', '-w', shop, '--sort', 'name'),
      lambda r: [line.split()[0] for line in r.stdout.decode().splitlines()[1:]] ==
      ['gabriel.renaud@example.org', 'lea.fontaine@example.org', 'manon.dupuis@example.org', 'noah.chevalier@example.org',
       'zoe.marchand@example.org'])
works('list as JSON', run('list', '-w', shop, '--search', 'fontaine LEA', '--json'),
      lambda r: len(answer(r)) == 1 and answer(r)[0]['fields']['city'] == 'Nîmes' and
      answer(r)[0]['lists']['newsletter'] == 'active' and answer(r)[0]['tags'] == ['soap-lover', 'vip'])
works('list with a limit', run('list', '-w', shop, '--limit', '2'),
      lambda r: len(r.stdout.splitlines()) == 3 and b'2 of 5' in r.stderr)
works('count', run('count', '{"list": "newsletter", "status": "any"}', '-w', shop), lambda r: r.stdout == b'2\n')
works('count by a field', run('count', '{"field": "ville", "op": "starts", "value": "or"}', '-w', shop, '--json'),
      lambda r: answer(r) == {'matches': 1, 'total': 5})
works('count with a file', run('count', '--where', '@' + file('where.json', '{"tag": "vip"}'), '-w', shop),
      lambda r: r.stdout == b'1\n')
works('onto a list', run('import', brevo, '-w', shop, '--list', 'newsletter', '--tag', 'vip'))
works('onto a new list', run('import', brevo, '-w', shop, '--new-list', 'Spring fair', '--json'),
      lambda r: answer(r)['made'] == ['list spring-fair'])
works('onto the same list', run('import', brevo, '-w', shop, '--new-list', 'Spring fair', '--json'),
      lambda r: answer(r)['made'] == [])
works('all are on it', run('count', '{"list": "spring-fair", "status": "any"}', '-w', shop), lambda r: r.stdout == b'3\n')
works('they are on it', run('count', '{"all": [{"list": "newsletter"}, {"tag": "vip"}]}', '-w', shop),
      lambda r: r.stdout == b'4\n')
out = file('out.csv')
works('export', run('export', '-w', shop, '-o', out), lambda r: r.stdout == b'' and b'manon.dupuis@example.org' in open(out, 'rb').read())
works('export to standard output', run('export', '-w', shop), lambda r: r.stdout == open(out, 'rb').read())
works('export of some', run('export', '-w', shop, '--where', '{"tag": "soap-lover"}'),
      lambda r: len(r.stdout.splitlines()) == 2)
works('what was exported imports equal', run('import', out, '-w', file('copy.parcours'), '--create', '--json'),
      lambda r: answer(r)['added'] == 5 and answer(r)['refused'] == [])
works('and exports equal', run('export', '-w', file('copy.parcours')),
      lambda r: sorted(r.stdout.splitlines()) == sorted(open(out, 'rb').read().splitlines()))
works('help', run('import', '--help'), lambda r: b'--dry-run' in r.stdout)
works('no progress bar where nobody sees it', run('import', brevo, '-w', shop), lambda r: r.stderr == b'')

# The default workspace
home = {'XDG_DATA_HOME': file('data')}
refuses('no default workspace', run('count', env=home), 'maison-lavande.parcours')
refuses('no default workspace, and the way out', run('count', env=home), '--workspace')

# Wrong usage
refuses('no such action', run('invent'), 'invent')
refuses('no file named', run('import', '-w', shop), 'file')
refuses('two files', run('import', brevo, brevo, '-w', shop), 'brevo.csv')
refuses('no such option', run('list', '--nonsense'), 'nonsense')
refuses('no such list', run('import', brevo, '-w', shop, '--list', 'nowhere'), 'nowhere')
refuses('two lists', run('import', brevo, '-w', shop, '--list', 'newsletter', '--new-list', 'Spring'), '--new-list')
refuses('no such tag', run('import', brevo, '-w', shop, '--tag', 'nothing'), 'nothing')
refuses('no such status', run('import', brevo, '-w', shop, '--list', 'newsletter', '--status', 'happy'), 'happy')
refuses('no such column to sort by', run('list', '-w', shop, '--sort', 'shoe-size'), 'shoe-size')
refuses('a condition that is no JSON', run('count', '{"tag": ', '-w', shop), '{"tag": ')
refuses('a condition that means nothing', run('count', '{"nonsense": 1}', '-w', shop), 'nonsense')
refuses('a condition in a file that is not there', run('count', '@' + file('no.json'), '-w', shop), 'no.json')
refuses('an output that cannot be written', run('export', '-w', shop, '-o', '/no/such/folder/x.csv'), '/no/such/folder/x.csv')

# Files that nobody should import
refuses('a file that is not there', run('import', file('no.csv'), '-w', shop), 'no.csv')
refuses('how a file is to be found', run('import', file('no.csv'), '-w', shop), 'Check its name')
refuses('an empty file', run('import', file('empty.csv', ''), '-w', shop), 'empty.csv')
refuses('a file of blank lines', run('import', file('blank.csv', '\n\n\n'), '-w', shop), 'blank.csv')
refuses('a file that is no text', run('import', file('noise.csv', bytes(range(256)) * 40), '-w', shop), 'noise.csv')
refuses('no column with addresses', run('import', os.path.join(DATA, 'no-address.csv'), '-w', shop), 'Name, City')
refuses('a folder', run('import', folder, '-w', shop), 'is a folder')
refuses('a quote that is never closed',
        run('import', file('quote.csv', 'email,note\nada@example.org,"' + 'x\n' * 20000), '-w', shop), 'quote.csv')
works('and nothing of all that came in', run('count', '-w', shop), lambda r: r.stdout == b'5\n')

# Workspaces that are none, or cannot be written
refuses('a text file', run('count', '-w', file('text.parcours', 'Dear diary\n' * 200)), 'text.parcours')
refuses('an empty file as a workspace', run('count', '-w', file('nothing.parcours', '')), 'nothing.parcours')
refuses('a folder as a workspace', run('count', '-w', folder), os.path.basename(folder))
other = file('other.db')
with sqlite3.connect(other) as db:
    db.execute('CREATE TABLE contacts (id INTEGER)')
db.close()
refuses('the database of another program', run('count', '-w', other), 'other.db')
newer = file('newer.parcours')
shutil.copy(shop, newer)
with sqlite3.connect(newer) as db:
    db.execute('PRAGMA user_version = 9999')
db.close()
refuses('a workspace of a newer program', run('count', '-w', newer), 'newer.parcours')
refuses('import into one', run('import', brevo, '-w', newer), 'newer.parcours')
damaged = file('damaged.parcours')
with open(shop, 'rb') as source:
    content = bytearray(source.read())
content[4096:] = os.urandom(len(content) - 4096)
file('damaged.parcours', bytes(content))
refuses('a damaged workspace', run('count', '-w', damaged), 'damaged.parcours')

# Another process that writes: an import that waits for its file
fifo = file('fifo.csv')
os.mkfifo(fifo)


def hold():
    return subprocess.Popen([CLI, 'contacts', 'import', fifo, '-w', shop], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


holder = hold()
locked = None
for _ in range(100):
    time.sleep(0.1)
    # It may have come while the one below was writing.
    if holder.poll() is not None:
        holder.communicate()
        holder = hold()
        continue
    locked = run('import', brevo, '-w', shop)
    if locked.returncode != 0:
        break
refuses('a workspace that another process writes to', locked, 'shop.parcours')
works('it can be read all the same', run('count', '-w', shop), lambda r: r.stdout == b'5\n')
holder.kill()
holder.wait()
holder.stdout.close()
holder.stderr.close()
works('and written once that has died', run('import', brevo, '-w', shop))

# Where nobody can write
if os.geteuid() != 0:
    os.chmod(shop, stat.S_IRUSR)
    os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
    works('a read-only workspace can be read', run('count', '-w', shop), lambda r: r.stdout == b'5\n')
    refuses('but nothing comes in', run('import', brevo, '-w', shop), 'shop.parcours')
    os.chmod(folder, stat.S_IRWXU)
    os.chmod(shop, stat.S_IRUSR | stat.S_IWUSR)
else:
    works('whoever may do all', run('count', '-w', shop), lambda r: r.stdout == b'5\n')

end()
