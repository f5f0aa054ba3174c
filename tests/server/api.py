#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds data/api/parcours.yaml and parcours-server to each other, and prints TAP.

Usage: api.py SOURCE SERVER

First the description itself: it can be read, every reference leads somewhere,
nothing in it is unused, and it has the routes and the problems of the sources.
Then the server: every operation is asked in every way that the description says
an answer for, and the answers have to be of the form that it says.
"""
import gzip
import hashlib
import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

METHODS = {'get', 'put', 'post', 'delete'}

# A full disk cannot be had here.
NOT_ASKED = {'507'}

count = 0
failed = False


def check(name, problems):
    """Prints a result; problems is a list of sentences, empty if all is well."""
    global count, failed
    count += 1
    for problem in problems:
        print('#', problem)
    print('not ok' if problems else 'ok', count, '-', name)
    failed |= bool(problems)


class Description:
    """The OpenAPI document."""

    def __init__(self, path):
        self.root = yaml.safe_load(path.read_text(encoding='utf-8'))
        self.refs = set()
        self.dead = []
        self.find_refs(self.root)

    def find_refs(self, node):
        if isinstance(node, dict):
            if '$ref' in node:
                self.refs.add(node['$ref'])
                try:
                    self.look_up(node['$ref'])
                except KeyError:
                    self.dead.append(f"{node['$ref']} leads nowhere")
            for value in node.values():
                self.find_refs(value)
        elif isinstance(node, list):
            for value in node:
                self.find_refs(value)

    def look_up(self, ref):
        node = self.root
        for part in ref.removeprefix('#/').split('/'):
            node = node[part]
        return node

    def resolve(self, node):
        while '$ref' in node:
            node = self.look_up(node['$ref'])
        return node

    def operations(self):
        for path, item in self.root['paths'].items():
            for method in METHODS & item.keys():
                yield path, method, item[method]

    def unused(self):
        for kind, things in self.root['components'].items():
            for name in things:
                if kind != 'securitySchemes' and f'#/components/{kind}/{name}' not in self.refs:
                    yield f'{kind}/{name} is not used'
        for name in self.root['components']['securitySchemes']:
            if not any(name in each for each in self.root['security']):
                yield f'securitySchemes/{name} is not used'

    def malformed(self):
        names = [operation.get('operationId') for _, _, operation in self.operations()]
        if not self.root['openapi'].startswith('3.1.'):
            yield 'this is not OpenAPI 3.1'
        for path, method, operation in self.operations():
            where = f'{method} {path}'
            if names.count(operation.get('operationId')) != 1:
                yield f'{where} has no operationId of its own'
            if not operation.get('summary') or not operation.get('tags'):
                yield f'{where} has no summary or no tag'
            shared = self.root['paths'][path].get('parameters', [])
            parameters = [self.resolve(p) for p in shared + operation.get('parameters', [])]
            holes = set(re.findall(r'{(\w+)}', path))
            if {p['name'] for p in parameters if p['in'] == 'path'} != holes:
                yield f'{where} does not describe its holes'
            for status, response in operation['responses'].items():
                if not re.fullmatch(r'[1-5]\d\d', status) or not self.resolve(response).get('description'):
                    yield f'{where} has a response {status} without a description'

    def errors(self, schema, value, where='it'):
        """What is wrong with a value, as far as the key words that are used here can tell."""
        types = {'object': dict, 'array': list, 'string': str, 'integer': int, 'number': (int, float), 'boolean': bool}
        if '$ref' in schema:
            yield from self.errors(self.look_up(schema['$ref']), value, where)
        for part in schema.get('allOf', []):
            yield from self.errors(part, value, where)
        if 'type' in schema and (not isinstance(value, types[schema['type']])
                                 or schema['type'] in ('integer', 'number') and isinstance(value, bool)):
            yield f"{where} is no {schema['type']}"
            return
        if 'const' in schema and value != schema['const'] or 'enum' in schema and value not in schema['enum']:
            yield f'{where} is {value!r}'
        if isinstance(value, str) and not re.search(schema.get('pattern', ''), value):
            yield f'{where} is {value!r}'
        if isinstance(value, (int, float)) and value < schema.get('minimum', value):
            yield f'{where} is {value}'
        if isinstance(value, list):
            if not schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', len(value)):
                yield f'{where} has {len(value)} items'
            for i, item in enumerate(value):
                yield from self.errors(schema.get('items', {}), item, f'{where}[{i}]')
        if isinstance(value, dict):
            properties = schema.get('properties', {})
            for name in schema.get('required', []):
                if name not in value:
                    yield f'{where} lacks {name}'
            for name, member in value.items():
                yield from self.errors(properties.get(name, schema.get('additionalProperties', {})), member,
                                       f'{where}.{name}')


class Server:
    """A parcours-server with a database of its own."""

    def __init__(self, program, folder, *options):
        self.program, self.database = program, str(Path(folder) / 'server.db')
        self.token = self.make_token('Marie')
        self.reader = self.make_token('Reader', '--read-only')
        self.process = subprocess.Popen([program, '--database', self.database, '--port', '0', *options],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r':(\d+)/', self.process.stdout.readline()).group(1))

    def make_token(self, *arguments):
        return subprocess.run([self.program, '--database', self.database, '--new-token', *arguments],
                              check=True, capture_output=True, text=True).stdout.strip()

    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        connection.request(method.upper(), path, body,
                           {'Authorization': f'Bearer {self.token}', 'Content-Type': 'application/json'} | (headers or {}))
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, dict(response.getheaders()), data

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.stop()


def make_document(name, automation='a1'):
    """A document in its canonical form, as far as it has nothing but plain text in it."""
    document = {'format': 'parcours-automation/1', 'id': automation, 'slug': 'welcome', 'name': name, 'platform': 'brevo',
                'settings': {}, 'links': [{'from': 'joined', 'port': 'next', 'to': 'hello'}],
                'steps': {'joined': {'type': 'trigger.list-subscribed', 'params': {'list': 'news'}, 'at': [0, 0]},
                          'hello': {'type': 'action.send-email', 'params': {'email': 'hello'}, 'at': [0, 84]}}}
    return json.dumps(document, sort_keys=True, separators=(',', ':'))


def tag_of(document):
    return '"' + hashlib.sha256(document.encode()).hexdigest() + '"'


class Conversation:
    """Asks a server and holds each answer to the description."""

    def __init__(self, description, server):
        self.description, self.server = description, server
        self.problems = []
        self.heard = set()

    def __call__(self, operation_id, status, headers=None, body=None, query='', **holes):
        path, method, operation = next(o for o in self.description.operations() if o[2]['operationId'] == operation_id)
        target = path.format(**({'id': 'a1', 'number': 1} | holes)) + query
        actual, fields, data = self.server.ask(method, target, headers, body)
        where = f'{method} {target}'
        self.heard.add((operation_id, str(actual)))
        if actual != status:
            self.problems.append(f'{where} answers {actual} in the place of {status}: {data[:200]}')
        elif str(actual) not in operation['responses']:
            self.problems.append(f'{where} answers {actual}, of which nothing is said')
        else:
            response = self.description.resolve(operation['responses'][str(actual)])
            self.problems += [f'{where}, {actual}: {e}' for e in self.wrong(response, fields, data)]
        return fields, data

    def wrong(self, response, fields, data):
        for name, header in response.get('headers', {}).items():
            schema = self.description.resolve(header)['schema']
            if name in fields:
                value = int(fields[name]) if schema['type'] == 'integer' else fields[name]
                yield from self.description.errors(schema, value, name)
        content = response.get('content')
        if content is None:
            if data:
                yield 'it has a body'
            return
        kind = fields.get('Content-Type')
        if kind not in content:
            yield f'it is {kind}'
            return
        if fields.get('Content-Encoding') == 'gzip':
            data = gzip.decompress(data)
        yield from self.description.errors(content[kind]['schema'], json.loads(data), 'it')


def hear_all_reads(ask, server, first, second):
    """Everything that can be read; a1 has two revisions, a2 was deleted."""
    reader = {'Authorization': f'Bearer {server.reader}'}
    ask('readHealth', 200, {'Authorization': ''})
    for operation in 'listAutomations', 'readAutomation', 'readStatus', 'listRevisions', 'readRevision':
        fields, _ = ask(operation, 200, reader)
        ask(operation, 304, {'If-None-Match': fields['ETag']})
        ask(operation, 401, {'Authorization': 'Bearer wrong'})
        if operation != 'listAutomations':
            ask(operation, 404, id='nobody')
    ask('listAutomations', 200, {'Accept-Encoding': 'gzip'}, query='?limit=1&include-deleted=true')
    ask('listAutomations', 200, query='?updated-since=2026-03-02T08:00:00Z')
    ask('listAutomations', 400, query='?limit=0')
    ask('listAutomations', 400, query='?cursor=nonsense')
    ask('listRevisions', 200, query='?limit=1&cursor=2')
    ask('listRevisions', 400, query='?cursor=nonsense')
    ask('readAutomation', 410, id='a2')
    ask('readStatus', 200, id='a2')
    ask('readRevision', 200, number=2, id='a1')
    ask('readRevision', 404, number=3)
    _, data = ask('readAutomation', 200)
    if data.decode() != second or tag_of(second) == tag_of(first):
        ask.problems.append('the document is not the one that was sent')


def hear_all_publications(ask, server):
    """Everything that can come of creating and publishing; leaves a1 with two revisions."""
    first, second, third = make_document('First'), make_document('Second'), make_document('Third')
    create, wrong = {'If-None-Match': '*'}, {'If-Match': '"wrong"'}
    reader = {'Authorization': f'Bearer {server.reader}'}
    key = {'Idempotency-Key': 'k1'}
    fields, _ = ask('createAutomation', 201, key, first)
    if fields.get('ETag') != tag_of(first):
        ask.problems.append('the entity tag is not the digest in quotes')
    again, _ = ask('createAutomation', 201, key, first)
    if again.get('Idempotent-Replayed') != 'true':
        ask.problems.append('an answer that was given before does not say so')
    ask('createAutomation', 400, {'Idempotency-Key': 'k2'}, '{')
    ask('createAutomation', 409, {'Idempotency-Key': 'k3'}, second)
    ask('createAutomation', 422, key, second)
    ask('createAutomation', 428, None, first)
    ask('publishAutomation', 200, {'If-Match': tag_of(first)}, second)
    ask('publishAutomation', 201, create, make_document('Doomed', 'a2'), id='a2')
    ask('publishAutomation', 400, create, '{')
    ask('publishAutomation', 412, create, third)
    ask('publishAutomation', 412, wrong, third)
    ask('publishAutomation', 412, wrong, make_document('None', 'a3'), id='a3')
    ask('publishAutomation', 422, create, '{}')
    ask('publishAutomation', 428, None, third)
    for operation in 'createAutomation', 'publishAutomation':
        ask(operation, 401, {'Authorization': ''}, first)
        ask(operation, 403, reader, first)
        ask(operation, 413, create | key, ' ' * (1 << 20) + ' ')
        ask(operation, 415, create | key | {'Content-Type': 'text/plain'}, first)
    return first, second


def hear_all_changes(ask, server, second):
    """Everything that can come of the other changes."""
    any_tag, wrong = {'If-Match': '*'}, {'If-Match': '"wrong"'}
    reader = {'Authorization': f'Bearer {server.reader}'}
    ask('activateAutomation', 200, {'If-Match': tag_of(second)})
    ask('pauseAutomation', 200)
    ask('deleteAutomation', 200, any_tag, id='a2')
    for operation in 'activateAutomation', 'pauseAutomation', 'deleteAutomation':
        ask(operation, 400, any_tag | {'Idempotency-Key': 'two words'})
        ask(operation, 401, {'Authorization': ''})
        ask(operation, 403, reader)
        ask(operation, 404, any_tag, id='nobody')
        ask(operation, 410, any_tag, id='a2')
        ask(operation, 412, wrong)
        ask(operation, 422, wrong | {'Idempotency-Key': 'k1'})
        if operation != 'pauseAutomation':
            ask(operation, 428)


def hear_locked(ask, server):
    """Another process writes to the database: changes have to wait."""
    other = sqlite3.connect(server.database, isolation_level=None)
    other.execute('BEGIN IMMEDIATE')
    document, match = make_document('First'), {'If-Match': '*'}
    ask('createAutomation', 503, {'Idempotency-Key': 'locked'}, document)
    ask('publishAutomation', 503, match, document)
    for operation in 'activateAutomation', 'pauseAutomation', 'deleteAutomation':
        ask(operation, 503, match)
    other.execute('ROLLBACK')
    other.close()


def hear_stopping(ask, server):
    """A server that is stopping, but kept from it by somebody who takes his time."""
    slow = socket.create_connection(('127.0.0.1', server.port))
    slow.sendall(f'PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {server.token}\r\n'
                 'Content-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n'.encode())
    slow.recv(100)
    server.process.send_signal(signal.SIGTERM)
    while server.ask('get', '/health')[0] == 200:
        time.sleep(0.01)
    for operation in ('readHealth', 'listAutomations', 'readAutomation', 'readStatus', 'listRevisions', 'readRevision'):
        ask(operation, 503)
    slow.close()
    server.process.wait(20)


def hear_hasty(ask):
    """One who has used up what the server allows."""
    for _ in range(20):
        ask.server.ask('get', '/automations')
    for path, method, operation in ask.description.operations():
        if '429' in operation['responses']:
            ask(operation['operationId'], 429)


def unheard(description, heard):
    for path, method, operation in description.operations():
        for status in operation['responses'].keys() - NOT_ASKED:
            if (operation['operationId'], status) not in heard:
                yield f"nothing made {method} {path} answer {status}"


def check_sources(description, source):
    routes = re.findall(r'{ "(/[^"]*)", "([A-Z]+)"', (source / 'src/server/parcours-server-route.c').read_text())
    described = {(path, method.upper()) for path, method, _ in description.operations()}
    check('The server has the routes that are described', [str(r) for r in set(routes) ^ described])
    problems = re.findall(r'= { \d+, "([a-z-]+)"', (source / 'src/sync/parcours-problem.c').read_text())
    types = description.look_up('#/components/schemas/Problem')['properties']['type']['enum']
    check('The server has the problems that are described',
          sorted({f'tag:parcours.org,2026:problem/{p}' for p in problems} ^ set(types)))


def check_server(description, program):
    heard, problems = set(), []
    with tempfile.TemporaryDirectory() as folder, Server(program, folder, '--max-body', '1') as server:
        ask = Conversation(description, server)
        first, second = hear_all_publications(ask, server)
        hear_all_changes(ask, server, second)
        hear_all_reads(ask, server, first, second)
        hear_locked(ask, server)
        hear_stopping(ask, server)
        heard, problems = heard | ask.heard, problems + ask.problems
    with tempfile.TemporaryDirectory() as folder, Server(program, folder, '--rate', '1') as server:
        ask = Conversation(description, server)
        hear_hasty(ask)
        heard, problems = heard | ask.heard, problems + ask.problems
    check('Answers are as described', problems)
    check('Every answer that is described has been heard', sorted(unheard(description, heard)))


def main(source, program):
    print('1..7')
    description = Description(source / 'data/api/parcours.yaml')
    check('Every reference leads somewhere', description.dead)
    check('Nothing is unused', list(description.unused()))
    check('Operations are complete', list(description.malformed()))
    check_sources(description, source)
    check_server(description, program)
    return failed


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
