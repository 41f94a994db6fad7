// ./run --multi demo, in brief: a service is killed in the middle of the day and everything still adds up; a collector sees each hop of a case's calls; and no log, trace,
// event or table has a personal string of the samples in clear.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { collect } from './collector.mjs';
import { chart, root, YAML } from './files.mjs';
import { at, postgresOf } from './ground.mjs';
import { personal } from './personal.mjs';
import { atEnd, step, until } from './steps.mjs';

const killed = 'refund';

/** As JSON writers spell what is not ASCII. */
const escaped = text => [...text].flatMap(sign => sign.codePointAt(0) < 128 ? [sign] : sign.split('').map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)).join('');

const data = at('multi');
const telemetry = at('telemetry');
const collector = await collect(telemetry);
atEnd(() => collector.stop());
const processes = () => Object.fromEntries(fs.readFileSync(path.join(data, 'processes'), 'utf8').trim().split('\n').filter(line => line).map(line => line.split(' ')));

await step('the day is played on processes, one of which is killed, and adds up', async () => {
  const run = spawn('./run', ['--multi', 'demo', '--brief', '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A PDF costs a second of processor time, and has tests of its own.
    env: { ...process.env, AFTERSALES_Documents__Renderer: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
  });
  atEnd(() => run.exitCode === null && run.signalCode === null && run.kill('SIGTERM'));
  let said = '';
  let first;
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', text => {
      said += text;
      if (!first && /complaints {2}/.test(said)) {
        first = processes()[killed];
        process.kill(Number(first), 'SIGKILL');
      }
    });
  const code = await new Promise(done => run.on('exit', done));
  const log = fs.readFileSync(path.join(data, 'suite.log'), 'utf8');
  assert.equal(code, 0, `${said}\n${log}`);
  assert.match(said, /holds {3}the books balance to zero/);
  assert.doesNotMatch(said, /BROKEN/);
  assert.ok(first, 'nothing was killed');
  assert.match(log, new RegExp(`${killed} ended \\(137\\) and is started again in 0\\.5 s`));
  console.log(said.trimEnd());
});

await step('who may call whom is what the chart says', () => {
  const { access } = YAML.parse(fs.readFileSync(path.join(chart, 'files/access.yaml'), 'utf8'));
  for (const [app, callers] of Object.entries(access)) {
    const { defaultAction, policies } = JSON.parse(fs.readFileSync(path.join(data, 'access', `${app}.json`), 'utf8'));
    assert.equal(defaultAction, 'deny');
    const allowed = Object.fromEntries(policies.map(policy => [policy.appId, policy.operations.map(operation => operation.name).sort()]));
    assert.deepEqual(allowed, Object.fromEntries(Object.entries(callers).map(([caller, methods]) => [caller, methods.toSorted()])), app);
  }
});

await step('nothing is left behind', async () => {
  await until('processes of the run', () => spawnSync('pgrep', ['-af', data], { encoding: 'utf8' }).stdout, text => text === '');
  assert.deepEqual(processes(), {});
});

await step('a case\'s call is seen at every hop', () => {
  const byId = new Map(collector.spans.map(span => [span.id, span]));
  const opened = collector.spans.filter(span => span.service === 'complaint' && span.name === '/aftersales.complaint.v1.ComplaintService/OpenCase' && span.attributes['aftersales.case']);
  assert.ok(opened.length > 10, `${opened.length} spans of OpenCase with a case, of ${collector.spans.length}`);
  for (const span of opened) {
    const hops = [];
    for (let at = span; at; at = byId.get(at.parent))
      hops.unshift(at.service);
    assert.deepEqual([...new Set(hops)], ['gateway', 'gateway-sidecar', 'complaint-sidecar', 'complaint'], JSON.stringify(span));
  }
  const below = (ancestor, span) => span && (span.parent === ancestor.id || below(ancestor, byId.get(span.parent)));
  const [one] = opened;
  assert.ok(collector.spans.some(span => span.scope === 'Npgsql' && span.trace === one.trace && below(one, span)), 'no statement of the database belongs to it');
  // What the case leads to: its plan asks other services, in due work.
  const plans = collector.spans.filter(span => span.name.startsWith('work plan/'));
  const asked = new Set(collector.spans.filter(span => span.service === killed && plans.some(plan => plan.trace === span.trace)).map(span => span.trace));
  assert.ok(asked.size > 0, 'no plan was seen to ask for a refund');
});

await step('no log, trace, event or table tells of a person (R-PPL-2)', () => {
  const servers = path.join(data, 'servers');
  const told = execFileSync('tools/servers', ['keep', `${process.pid}`, servers], { cwd: root, encoding: 'utf8' });
  atEnd(() => execFileSync('tools/servers', ['end', servers], { cwd: root }));
  const looked = at('looked');
  fs.mkdirSync(looked);
  fs.cpSync(path.join(data, 'logs'), path.join(looked, 'logs'), { recursive: true });
  for (const [name, file] of [['suite.log', 'suite.log'], ['postgres.log', 'servers/postgres/log'], ['redis.log', 'servers/redis.log']])
    fs.copyFileSync(path.join(data, file), path.join(looked, name));
  fs.renameSync(telemetry, path.join(looked, 'telemetry'));
  const into = (name, program, args) => {
    const file = fs.openSync(path.join(looked, name), 'w');
    execFileSync(program, args, { stdio: ['ignore', file, 'pipe'], maxBuffer: 1 << 28 });
    fs.closeSync(file);
  };
  const [, redis] = /REDIS=.*:(\d+)/.exec(told);
  const streams = execFileSync('redis-cli', ['-p', redis, '--scan', '--pattern', 'aftersales.*'], { encoding: 'utf8' }).trim().split('\n');
  assert.ok(streams.length >= 7, `streams: ${streams}`);
  for (const stream of streams)
    into(stream, 'redis-cli', ['-p', redis, '--raw', 'xrange', stream, '-', '+']);
  postgresOf('127.0.0.1', /Port=(\d+)/.exec(told)[1])('pg_dump', '-U', 'postgres', '-d', 'aftersales', '--data-only', '-f', path.join(looked, 'tables'));
  assert.ok(fs.statSync(path.join(looked, 'aftersales.complaint')).size > 100_000, 'the events of Complaint are few');
  assert.ok(fs.statSync(path.join(looked, 'telemetry')).size > 1_000_000, 'the traces are few');

  const texts = personal();
  assert.ok(texts.length > 1000, `${texts.length} personal texts`);
  const patterns = at('patterns');
  fs.writeFileSync(patterns, texts.flatMap(text => [text, escaped(text), escaped(text).toLowerCase()]).join('\n') + '\n');
  const found = spawnSync('grep', ['-aroF', '-f', patterns, '.'], { cwd: looked, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 1 << 28 });
  const counts = {};
  for (const line of found.stdout.split('\n').filter(line => line))
    counts[line] = (counts[line] ?? 0) + 1;
  assert.equal(found.status, 1, `found:\n${Object.entries(counts).slice(0, 60).map(([line, times]) => `${times} × ${line}`).join('\n')}\n${found.stderr}`);
});
