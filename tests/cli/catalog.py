#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""parcours-cli catalog: what it prints of each platform is what the table of the platforms says."""

import csv
import os
import re
import sys

from command import answer, check, end, refuses, run

KEYS = {'id', 'kind', 'label', 'label_fr', 'category', 'type', 'params', 'constraints', 'requires', 'plans'}

with open(os.path.join(sys.argv[2], 'tests', 'catalog', 'catalog.tsv'), encoding='utf-8', newline='') as table:
    ROWS = list(csv.DictReader(table, delimiter='\t', quoting=csv.QUOTE_NONE))


def differences(platform, printed):
    """What is printed otherwise than the table says."""
    wanted = {row['id']: row for row in ROWS if row['platform'] == platform}
    ids = [row['id'] for row in printed]
    if sorted(ids) != sorted(wanted):
        yield f'ids: {set(ids) ^ set(wanted)}, {len(ids)} of {len(wanted)}'
        return
    for row in printed:
        table_row = wanted[row['id']]
        if KEYS - set(row):
            yield f"{row['id']}: no {KEYS - set(row)}"
        for key, column in (('kind', 'kind'), ('label', 'name_en'), ('label_fr', 'name_fr'), ('category', 'category')):
            if row.get(key) != table_row[column]:
                yield f"{row['id']}: {key} is “{row.get(key)}”, not “{table_row[column]}”"
        for key, kind in (('params', list), ('constraints', list), ('requires', list), ('plans', list)):
            if not isinstance(row.get(key), kind):
                yield f"{row['id']}: {key} is no {kind.__name__}"
        lowest = table_row['plans'].split(',')[0].split(' ')[0].lower()
        if row['kind'] == 'capability' and '(' not in table_row['plans'] and row['plans'][:1] != ([lowest] if lowest else []):
            yield f"{row['id']}: plans are {row['plans']}, not “{table_row['plans']}”"
        if row['kind'] != 'capability' and not re.fullmatch(r'(trigger|action|wait|split|goal|flow)\.[a-z-]+', row.get('type') or ''):
            yield f"{row['id']}: type is “{row.get('type')}”"


for name in ('activecampaign', 'mailchimp', 'brevo'):
    result = run('catalog', '--platform', name, '--json')
    found = list(differences(name, answer(result))) if result.returncode == 0 else [result.stderr.decode()]
    check(f'{name} is as the table says', not found, '\n'.join(found))

everything = answer(run('catalog', '--json'))
check('without a platform all rows are printed', {row['id'] for row in everything} == {row['id'] for row in ROWS})
check('of the steps, 181 are', sum(row['kind'] != 'capability' for row in everything) == 181)
table = run('catalog', '--platform', 'brevo').stdout.decode()
check('the table has what goes across steps too', all(row['id'] in table and row['name_en'] in table for row in ROWS
                                                      if row['platform'] == 'brevo'))
refuses('there is no such platform', run('catalog', '--platform', 'hubspot'), 'hubspot')

end()
