// What an upgrade meets: the tables of the release before, as that release left them after a played day (releases/, see docs/operations.md), restored on a real PostgreSQL, migrated
// by today's build as their owner, served as the app's role, read and added to.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { folder as checks, grpc, root } from './files.mjs';
import { at, databases, freePort, postgres, server, sql } from './ground.mjs';
import { atEnd, step, until } from './steps.mjs';

const loader = createRequire(path.join(root, 'tools/package.json'))('@grpc/proto-loader');
const build = path.join(root, 'local/AppHost/bin/Release/net10.0');
const release = JSON.parse(fs.readFileSync(path.join(checks, 'releases/release.json'), 'utf8'));
const suffix = randomBytes(4).toString('hex');
const [owner, app] = ['owner', 'app'].map(name => `upgrade_${name}_${suffix}`);
const [database] = databases(`upgrade_${suffix}`);
const store = role => `postgres:Host=${server.Host};Port=${server.Port};Username=${role};Database=${database};Maximum Pool Size=5`;
const log = [];

function start(program, args, environment) {
  const child = spawn('dotnet', [path.join(build, program), ...args], { env: { ...process.env, DOTNET_gcServer: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', text => log.push(`${text}`));
  child.ended = new Promise(done => child.on('exit', (code, signal) => done(code ?? signal)));
  atEnd(() => child.kill('SIGKILL'));
  return child;
}

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const about = { kid: 'upgrade', use: 'sig', alg: 'ES256' };
const issuer = 'https://login.example';

function token(subject, ...roles) {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: 'ES256', kid: about.kid, typ: 'JWT' })}.${encode({ iss: issuer, aud: 'aftersales', sub: subject, merchant: release.merchant, roles, iat: now, nbf: now, exp: now + 600 })}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: createPrivateKey({ key: pair.privateKey.export({ format: 'jwk' }), format: 'jwk' }), dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** A service of today's build over the restored tables, and how it is called. */
async function serve(name, world) {
  const ports = { GrpcPort: `${await freePort()}`, HttpPort: `${await freePort()}` };
  start(`Aftersales.${name[0].toUpperCase()}${name.slice(1)}.dll`, [], {
    ...Object.fromEntries(Object.entries(world).map(([key, value]) => [key.replaceAll(':', '__'), value])),
    ...ports,
    Environment: 'Development', ClockFile: at('clock'), Address: '127.0.0.1', Store: store(app), Migrations: 'expect', DAPR_GRPC_PORT: `${await freePort()}`,
    Identity__Issuer: issuer, Identity__KeySet: at('keys.json'), Identity__ServiceKey: at('key.json'), Vault__KeyFile: path.join(checks, 'releases/vault.key'),
  });
  await until(`${name}: ${log.join('')}`, () => fetch(`http://127.0.0.1:${ports.HttpPort}/healthz`), answer => answer.status === 200);
  return (service, method, request, subject, ...roles) => {
    const options = { keepCase: true, longs: String, enums: String, defaults: true, includeDirs: [path.join(root, 'protos')] };
    const files = fs.readdirSync(path.join(root, 'protos/aftersales', name, 'v1')).map(file => `aftersales/${name}/v1/${file}`);
    const Client = grpc.loadPackageDefinition(loader.loadSync(files, options)).aftersales[name].v1[service];
    const client = new Client(`127.0.0.1:${ports.GrpcPort}`, grpc.credentials.createInsecure());
    const metadata = new grpc.Metadata();
    metadata.set('authorization', `Bearer ${token(subject, ...roles)}`);
    const deadline = { deadline: Date.now() + 20_000 };
    return new Promise((done, failed) => {
      if (!client[method].responseStream)
        return client[method](request, metadata, deadline, (error, reply) => error ? failed(error) : done(reply));
      const replies = [];
      client[method](request, metadata, deadline).on('data', reply => replies.push(reply)).on('error', failed).on('end', () => done(replies));
    }).finally(() => client.close());
  };
}

let world;

await step(`the tables of ${release.release}, restored`, async () => {
  for (const role of [owner, app])
    sql('postgres', 'postgres', `create role ${role} login nosuperuser nobypassrls`);
  sql('postgres', 'postgres', `create database ${database} owner ${owner}`);
  fs.writeFileSync(at('release.sql'), gunzipSync(fs.readFileSync(path.join(checks, 'releases/release.sql.gz'))));
  postgres('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', owner, '-d', database, '-f', at('release.sql'));
  fs.writeFileSync(at('keys.json'), JSON.stringify({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), ...about }] }));
  fs.writeFileSync(at('key.json'), JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), ...about }));
  // Business time goes on from when the release was left: else all its clocks would have run out.
  const offset = Buffer.alloc(8);
  offset.writeBigInt64LE(BigInt(Date.parse(release.time) - Date.now()) * 10_000n);
  fs.writeFileSync(at('clock'), offset);
});

await step('today\'s build migrates them, and once more finds nothing to do', async () => {
  if (!fs.existsSync(path.join(build, 'Aftersales.AppHost.dll')))
    execFileSync('dotnet', ['build', 'local/AppHost', '-c', 'Release', '-v', 'q', '--nologo', '-p:UseSharedCompilation=true'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const known = fs.readdirSync(path.join(root, 'services/Platform/Store/Migrations'), { recursive: true }).filter(file => file.endsWith('.sql')).length;
  for (const name of release.schemas) {
    for (let time = 0; time < 2; time++)
      assert.equal(await start(`Aftersales.${name[0].toUpperCase()}${name.slice(1)}.dll`, ['migrate'], { Store: store(owner), Migrations__AppRole: app }).ended, 0, log.join(''));
    assert.equal(Number(sql('postgres', database, `select count(*) from ${name}.migrations`)), known);
  }
  const file = at('world.json');
  fs.mkdirSync(at('simulators'));
  start('Aftersales.Simulators.dll', ['--data', at('simulators'), '--port', `${await freePort()}`, '--clock', at('clock'), '--settings', file], {});
  await until('the simulated world', () => fs.existsSync(file), there => there);
  world = JSON.parse(fs.readFileSync(file, 'utf8')).all;
});

await step('a case of the release before is read, and goes on', async () => {
  const complaint = await serve('complaint', { ...world, 'Evidence:Folder': at('evidence') });
  const { cases } = await complaint('ComplaintService', 'ListCases', { page_size: 500 }, 'boss', 'supervisor');
  assert.equal(cases.length, Math.min(500, Number(sql('postgres', database, 'select count(*) from complaint.states where kind = \'case\''))));
  // Every case and its timeline, from the first event on, is understood by today's code.
  for (const { case_id } of cases) {
    const { entries } = await complaint('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
    assert.ok(entries.length > 0, case_id);
  }
  const { case_id } = cases[0];
  const before = await complaint('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
  await complaint('TimelineService', 'AddNote', { request_id: randomUUID(), case_id, note: 'after the upgrade' }, 'boss', 'supervisor');
  const after = await complaint('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
  assert.equal(after.entries.length, before.entries.length + 1);
});

await step('a refund of the release before is read, its ledger verified, and a claim written off', async () => {
  const refund = await serve('refund', world);
  const { refunds } = await refund('RefundService', 'ListRefunds', { page_size: 500 }, 'boss', 'supervisor');
  assert.ok(refunds.length > 10, `${refunds.length} refunds`);
  for (const { refund_id } of refunds)
    assert.equal((await refund('RefundService', 'GetRefund', { refund_id }, 'boss', 'supervisor')).refund.refund_id, refund_id);
  const holds = async () => {
    assert.equal((await refund('RefundService', 'GetTrialBalance', {}, 'boss', 'supervisor')).sum.minor_units, '0');
    const seals = await refund('RefundService', 'VerifyLedger', {}, 'boss', 'supervisor');
    assert.ok(seals.length > 0, 'there is no seal');
    assert.deepEqual(seals.flatMap(seal => seal.findings), []);
  };
  await holds();
  const { items } = await refund('RefundService', 'ListCollection', { page_size: 1 }, 'boss', 'supervisor');
  const { refund: left } = await refund('RefundService', 'WriteOffClaim', { request_id: randomUUID(), refund_id: items[0].refund.refund_id, reason: 'after the upgrade' }, 'another', 'supervisor');
  assert.equal(left.advance_state, 'ADVANCE_STATE_WRITTEN_OFF');
  await holds();
});
