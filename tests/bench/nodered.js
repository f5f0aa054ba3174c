// SPDX-License-Identifier: GPL-3.0-or-later
// A burst through Node-RED in one process: nodered.js NODE_MODULES FOLDER MESSAGES
//
// Ten steps in a row that change what a message carries, decide by it and count,
// as the actions and branches of an automation do; no waits, which would take
// real time here. A line "bench NAME VALUE" tells the steps a second.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');

const [modules, folder, messages] = process.argv.slice(2);
const N = parseInt(messages, 10);
const STEPS = 10;
const WARM_UP = 1000;

function changeNode(id, next, property, value) {
  return { id, type: 'change', z: 'flow', wires: [[next]],
           rules: [{ t: 'set', p: `payload.${property}`, pt: 'msg', to: String(value), tot: 'num' }] };
}

function functionNode(id, next, code) {
  return { id, type: 'function', z: 'flow', outputs: 1, func: code, wires: [[next]] };
}

function switchNode(id, next) {
  return { id, type: 'switch', z: 'flow', property: 'payload.lead', propertyType: 'msg', checkall: 'false', outputs: 2,
           rules: [{ t: 'gte', v: '10', vt: 'num' }, { t: 'else' }], wires: [[next], [next]] };
}

function makeFlow() {
  const nodes = [{ id: 'flow', type: 'tab', label: 'Burst' }];
  for (let i = 0; i < STEPS; i++) {
    const next = `step${i + 1}`;
    if (i % 3 === 0)
      nodes.push(changeNode(`step${i}`, next, 'plan', i));
    else if (i % 3 === 1)
      nodes.push(functionNode(`step${i}`, next, 'msg.payload.lead += 5; return msg;'));
    else
      nodes.push(switchNode(`step${i}`, next));
  }
  nodes.push(functionNode(`step${STEPS}`, '', 'global.get("arrived")(); return null;'));
  return nodes;
}

let arrived = 0;
let wanted = 0;
let allArrived = null;

function arrive() {
  if (++arrived === wanted)
    allArrived();
}

function burst(first, n) {
  return new Promise(resolve => {
    arrived = 0;
    wanted = n;
    allArrived = resolve;
    for (let i = 0; i < n; i++)
      first.receive({ payload: { contact: i, lead: i % 12 } });
  });
}

async function main() {
  const RED = require(path.resolve(modules, 'node-red'));
  fs.writeFileSync(path.join(folder, 'flows.json'), JSON.stringify(makeFlow()));
  RED.init(http.createServer(), {
    userDir: folder, flowFile: 'flows.json', httpAdminRoot: false, httpNodeRoot: false, telemetry: { enabled: false },
    logging: { console: { level: 'off' } }, functionGlobalContext: { arrived: arrive },
  });
  const started = new Promise(resolve => RED.events.once('flows:started', resolve));
  await RED.start();
  await started;
  const first = RED.nodes.getNode('step0');
  await burst(first, WARM_UP);
  const begin = process.cpuUsage();
  await burst(first, N);
  const used = process.cpuUsage(begin);
  console.log(`bench nodered.steps_per_s ${Math.round(N * STEPS / (used.user + used.system) * 1e6)}`);
  process.exit(0);
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
