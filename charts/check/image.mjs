// What an image of Directory would hold, published as the Dockerfile does it and put through what an operator does: migrated by the owner's role, served by
// another with the chart's own settings, as nobody in particular on a tree that it cannot write, told to go, backed up, restored. Wants root, to be somebody else.
// AFTERSALES_OPS_APP takes a folder that was published before.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { sbom } from '../images/sbom.mjs';
import { documents, grpc, render, root, YAML } from './files.mjs';
import { at, databases, freePort, isRoot, postgres, server, sql } from './ground.mjs';
import { atEnd, step, until, wait } from './steps.mjs';

const nobody = 65534;
const exists = file => fs.existsSync(file);
const refused = act => assert.throws(act, /permission denied|must be owner/);
const suffix = randomBytes(4).toString('hex');
const [owner, app] = ['owner', 'app'].map(name => `ops_${name}_${suffix}`);
const [database, restored] = databases(`ops_db_${suffix}`, `ops_restored_${suffix}`);
const store = (user, name) => `postgres:Host=${server.Host};Port=${server.Port};Username=${user};Database=${name};Maximum Pool Size=5`;

const published = at('app');
let settings;
let running;
atEnd(() => running?.kill('SIGKILL'));
const log = [];

/** Runs the published app as nobody in particular, with a /tmp of its own. */
function start(args, environment) {
  const command = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs', path.join(published, 'start'), ...args] : [path.join(published, 'start'), ...args];
  const child = spawn(command[0], command.slice(1), {
    cwd: published,
    env: { PATH: process.env.PATH, DOTNET_ROOT: process.env.DOTNET_ROOT ?? '/usr/share/dotnet', TMPDIR: at('tmp'), HOME: '/nonexistent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', data => log.push(`${data}`));
  child.stderr.on('data', data => log.push(`${data}`));
  child.ended = new Promise(done => child.on('exit', (code, signal) => done(code ?? signal)));
  return child;
}

async function migrate(name, more = {}) {
  const code = await start(['migrate'], { Store: store(owner, name), Logging__Format: 'json', ...more }).ended;
  assert.equal(code, 0, log.join(''));
}

async function http(pathname) {
  const answer = await fetch(`http://127.0.0.1:${settings.HttpPort}${pathname}`);
  return { status: answer.status, text: await answer.text() };
}

/** A call with bytes in and out. */
function call(method, request, metadata) {
  const client = new grpc.Client(`127.0.0.1:${settings.GrpcPort}`, grpc.credentials.createInsecure());
  const headers = new grpc.Metadata();
  for (const [name, value] of Object.entries(metadata))
    headers.set(name, value);
  const raw = bytes => bytes;
  return new Promise(done => client.makeUnaryRequest(method, raw, raw, request, headers, { deadline: Date.now() + 20_000 }, (error, reply) => {
    client.close();
    done(error ? { code: error.code } : { code: 0, reply });
  }));
}

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(key) {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: 'ES256', kid: key.kid, typ: 'JWT' })}.${encode({ iss: settings.Identity__Issuer, aud: settings.Identity__Audience, sub: 'lin', merchant: 'acme', roles: ['supervisor'], iat: now, nbf: now, exp: now + 600 })}`;
  const signature = sign('sha256', Buffer.from(text), { key: createPrivateKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

/** Every file below a folder, with its size and when it was written. */
const tree = top => fs.readdirSync(top, { recursive: true }).sort().map(file => {
  const { size, mtimeMs } = fs.statSync(path.join(top, file));
  return `${file} ${size} ${mtimeMs}`;
});

let before;
const tokens = { app: randomBytes(16).toString('hex'), sidecar: randomBytes(16).toString('hex') };
let key;

await step('published as the Dockerfile does it', () => {
  if (process.env.AFTERSALES_OPS_APP) {
    fs.cpSync(process.env.AFTERSALES_OPS_APP, published, { recursive: true });
    return;
  }

  const source = at('source');
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '.editorconfig', 'Directory.*', 'global.json', 'protos', 'services', 'gateway', 'standins'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  for (const file of files.filter(file => exists(path.join(root, file)))) {
    fs.mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(source, file));
  }
  const { arch } = process;
  execFileSync('dotnet', ['publish', 'services/Directory', '--configuration', 'Release', '--runtime', `linux-${arch}`, '--self-contained', 'false', '--output', published,
    '-p:PublishReadyToRun=true', '-p:DebugType=none', '-p:PublishDocumentationFiles=false', '-p:PublishReferencesDocumentationFiles=false', '-p:UseSharedCompilation=true', '-v', 'q', '--nologo'],
  { cwd: source, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DOTNET_CLI_UI_LANGUAGE: 'en' } });
  fs.renameSync(path.join(published, 'Aftersales.Directory'), path.join(published, 'start'));
});

await step('it holds what the SBOM says, and ready-to-run code', () => {
  const said = new Map(sbom('directory', '0.1.0').components.map(component => [component.name.toLowerCase(), component]));
  const { libraries } = JSON.parse(fs.readFileSync(path.join(published, 'Aftersales.Directory.deps.json'), 'utf8'));
  const packages = Object.entries(libraries).filter(([, library]) => library.type === 'package').map(([name]) => name.split('/'));
  assert.ok(packages.length > 10);
  for (const [name, version] of packages)
    assert.equal(said.get(name.toLowerCase())?.version, version, `${name} in the SBOM`);
  // The managed code's header has a ready-to-run directory: the assembly is much larger than its IL.
  const code = fs.readFileSync(path.join(published, 'Aftersales.Platform.dll'));
  assert.ok(code.includes(Buffer.from('RTR\0')), 'Aftersales.Platform.dll has no ready-to-run header');
  assert.deepEqual(fs.readdirSync(published).filter(file => /\.(pdb|xml)$/.test(file)), []);
});

await step('the chart\'s own settings, with secrets of this test', async () => {
  const found = documents(render('production')).find(document => document.kind === 'Deployment' && document.metadata.name === 'aftersales-directory');
  const [container] = found.spec.template.spec.containers;
  const [own, issuers] = ['directory-1', 'issuer-1'].map(kid => {
    const [pair, about] = [generateKeyPairSync('ec', { namedCurve: 'P-256' }), { kid, use: 'sig', alg: 'ES256' }];
    return { secret: { ...pair.privateKey.export({ format: 'jwk' }), ...about }, known: { ...pair.publicKey.export({ format: 'jwk' }), ...about } };
  });
  key = issuers.secret;
  fs.mkdirSync(at('files'));
  const secret = { 'identity-keyset': JSON.stringify({ keys: [own.known, issuers.known] }), 'identity-servicekey': JSON.stringify(own.secret), 'vault-keyfile': randomBytes(32).toString('base64') };
  for (const [name, text] of Object.entries(secret))
    fs.writeFileSync(at('files', name), text);
  // What a Secret gives, here; the cache and the collector are left out: neither is needed to serve. So is TLS, which the server of tests has not (tls.mjs has one).
  const given = { Store: store(app, database), Store__SslMode: null, APP_API_TOKEN: tokens.app, DAPR_API_TOKEN: tokens.sidecar, Mail__Password: 'unused', Messaging__Secret: 'unused', Redis: null, OTEL_EXPORTER_OTLP_ENDPOINT: null };
  settings = Object.fromEntries(container.env.map(({ name, value }) => [name, name in given ? given[name] : value.replace('/etc/aftersales/files/', at('files/'))]).filter(([, value]) => value !== null));
  Object.assign(settings, { GrpcPort: `${await freePort()}`, HttpPort: `${await freePort()}`, Address: '127.0.0.1', DAPR_GRPC_PORT: `${await freePort()}` });
  fs.mkdirSync(at('tmp'));
  fs.chmodSync(at('tmp'), 0o1777);
});

await step('a tree that it cannot write', () => {
  execFileSync('chmod', ['-R', 'a-w,a+rX', published]);
  if (isRoot) {
    execFileSync('chown', ['-R', 'root:root', published]);
    const { status } = spawnSync('setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', 'touch', path.join(published, 'written')]);
    assert.notEqual(status, 0, 'it can be written');
  }

  before = tree(published);
});

await step('it waits for tables that nobody has made', async () => {
  for (const role of [owner, app])
    sql('postgres', 'postgres', `create role ${role} login nosuperuser nobypassrls`);
  for (const name of [database, restored])
    sql('postgres', 'postgres', `create database ${name} owner ${owner}`);
  running = start([], settings);
  await until('its log', () => log.join(''), text => /waiting for the database/.test(text));
  await assert.rejects(() => http('/healthz'), 'it listens');
});

await step('the migration as the owner lets it go on', async () => {
  await migrate(database, { Migrations__AppRole: app });
  await until('/healthz', () => http('/healthz'), answer => answer.status === 200);
});

await step('it is ready once its sidecar has asked, and takes that from its sidecar alone', async () => {
  assert.deepEqual(await http('/readyz'), { status: 503, text: 'the sidecar has not asked yet' });
  const ask = headers => call('/dapr.proto.runtime.v1.AppCallback/ListTopicSubscriptions', Buffer.alloc(0), headers);
  assert.equal((await ask({})).code, grpc.status.UNAUTHENTICATED);
  assert.equal((await ask({ 'dapr-api-token': tokens.app, 'dapr-caller-app-id': 'complaint' })).code, grpc.status.PERMISSION_DENIED);
  assert.equal((await call('/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck', Buffer.alloc(0), {})).code, 0);
  assert.equal((await ask({ 'dapr-api-token': tokens.app })).code, 0);
  assert.deepEqual(await http('/readyz'), { status: 200, text: 'ready' });
});

const listPeople = headers => call('/aftersales.directory.v1.DirectoryService/ListPeople', Buffer.alloc(0), headers);

await step('it answers a call with a token, and none without', async () => {
  assert.equal((await listPeople({})).code, grpc.status.UNAUTHENTICATED);
  assert.equal((await listPeople({ authorization: `Bearer ${token(key)}` })).code, 0);
});

await step('it commits as a role that cannot rewrite what happened', async () => {
  // AddPerson: request_id 1, person_id 2, name 3, roles 4, capacity 6.
  const text = (field, value) => Buffer.concat([Buffer.from([field << 3 | 2, Buffer.byteLength(value)]), Buffer.from(value)]);
  const person = Buffer.concat([text(1, '5f0c1f5e-8a5b-4f0e-9a2e-0d6c9b7a1e11'), text(2, 'wang'), text(3, '王小燕'), Buffer.from([4 << 3 | 2, 1, 2]), Buffer.from([6 << 3, 20])]);
  assert.equal((await call('/aftersales.directory.v1.DirectoryService/AddPerson', person, { authorization: `Bearer ${token(key)}` })).code, 0, log.join(''));
  const asApp = statement => sql(app, database, `select set_config('aftersales.merchant', '*', false); set search_path = directory; ${statement}`);
  assert.match(asApp('select count(*) from events'), /1$/);
  for (const statement of ['update events set body = null', 'delete from events', 'alter table events disable row level security', 'update migrations set hash = null', 'create table mine (id int)'])
    refused(() => asApp(statement));
});

await step('it shows what the alerts and the dashboard ask for', async () => {
  const { exported } = YAML.parse(fs.readFileSync(path.join(root, 'charts/aftersales/files/alerts.yaml'), 'utf8'));
  // These need an event of others, a publication that succeeds, or due work; a gauge of what waits is looked at every 15 s.
  const later = ['aftersales_events_handled_total', 'aftersales_events_repeated_total', 'aftersales_work_runs_total'];
  const wanted = exported.filter(metric => !later.includes(metric) && !metric.startsWith('aftersales_gateway_'));
  await until('/metrics', () => http('/metrics'), ({ text }) => {
    const missing = wanted.filter(metric => !new RegExp(`^${metric}[{ ]`, 'm').test(text));
    if (missing.length > 0)
      throw new Error(`not there: ${missing}`);
    return true;
  });
  const { text } = await http('/metrics');
  assert.match(text, /^aftersales_events_committed_total\{aggregate="person",event="PersonAdded"\} 1$/m);
  assert.match(text, /^aftersales_events_published_total\{outcome="failed"\}/m, 'there is no sidecar to publish to');
  assert.ok(!/王|wang|acme/.test(text), 'something of a person or merchant is in the metrics (R-PPL-2)');
  assert.ok(!/王小燕/.test(log.join('')), 'a name is in the log (R-PPL-2)');
});

await step('told to go, it ends in good order, and has written nowhere but below its temporary folder', async () => {
  running.kill('SIGTERM');
  const code = await Promise.race([running.ended, wait(40_000).then(() => 'still there')]);
  assert.equal(code, 0, log.join(''));
  assert.deepEqual(tree(published), before);
  for (const line of log.join('').trim().split('\n'))
    assert.ok('LogLevel' in JSON.parse(line), line);
});

await step('a dump as the owner fails, as the runbook says', () => {
  assert.throws(() => postgres('pg_dump', '-U', owner, '-d', database, '--schema=directory', '--format=custom', '-f', at('no.dump')), /row-level security/);
});

await step('dumped and restored, it goes on where it was', async () => {
  postgres('pg_dump', '-U', 'postgres', '-d', database, '--schema=directory', '--format=custom', '-f', at('directory.dump'));
  postgres('pg_restore', '-U', 'postgres', '--exit-on-error', '-d', restored, at('directory.dump'));
  await migrate(restored);
  settings.Store = store(app, restored);
  running = start([], settings);
  await until('/healthz', () => http('/healthz'), answer => answer.status === 200);
  const { code, reply } = await listPeople({ authorization: `Bearer ${token(key)}` });
  assert.equal(code, 0, log.join(''));
  assert.ok(reply.includes('wang'), 'the person is gone');
  refused(() => sql(app, restored, 'set search_path = directory; delete from events'));
});

await step('an event is published again as the runbook says', async () => {
  const asOwner = statement => sql(owner, restored, `begin; select set_config('aftersales.merchant', '*', true); set local search_path = directory; ${statement}; commit`);
  asOwner('update outbox set published = 1, available = 0');
  const id = asOwner('select event_id from outbox').split('\n').at(-1);
  asOwner(`update outbox set published = null, attempts = 0, available = 0, lease = null where event_id = '${id}'`);
  // There is no sidecar here, so it is tried, not taken.
  await until('the relay', () => asOwner('select max(attempts) from outbox').split('\n').at(-1), attempts => Number(attempts) > 0);
});

running.kill('SIGTERM');
await running.ended;
