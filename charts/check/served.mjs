// Services of today's build, as processes over what the release before left (releases/, see docs/operations.md), and how they are called.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { folder as checks, grpc, root } from './files.mjs';
import { at, freePort } from './ground.mjs';
import { atEnd, until } from './steps.mjs';

const loader = createRequire(path.join(root, 'tools/package.json'))('@grpc/proto-loader');
const build = path.join(root, 'local/AppHost/bin/Release/net10.0');
const program = name => `Aftersales.${name[0].toUpperCase()}${name.slice(1)}.dll`;

/** What was kept of the release before: its merchant, its schemas, the moment at which it was left. */
export const release = JSON.parse(fs.readFileSync(path.join(checks, 'releases/release.json'), 'utf8'));

/** A file with its tables, as SQL. */
export function releaseFile() {
  fs.writeFileSync(at('release.sql'), gunzipSync(fs.readFileSync(path.join(checks, 'releases/release.sql.gz'))));
  return at('release.sql');
}

/** What all of them said. */
export const log = [];

export function start(file, args, environment) {
  if (!fs.existsSync(path.join(build, 'Aftersales.AppHost.dll')))
    execFileSync('dotnet', ['build', 'local/AppHost', '-c', 'Release', '-v', 'q', '--nologo', '-p:UseSharedCompilation=true'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const child = spawn('dotnet', [path.join(build, file), ...args], { env: { ...process.env, DOTNET_gcServer: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', text => {
      log.push(`${text}`);
      child.said += text;
    });
  child.ended = new Promise(done => child.on('close', (code, signal) => done(code ?? signal)));
  atEnd(() => child.kill('SIGKILL'));
  return child;
}

export async function migrate(name, settings) {
  assert.equal(await start(program(name), ['migrate'], settings).ended, 0, log.join(''));
}

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const issuer = 'https://login.example';
const about = { kid: 'served', use: 'sig', alg: 'ES256' };
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function token(subject, ...roles) {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: 'ES256', kid: about.kid, typ: 'JWT' })}.${encode({ iss: issuer, aud: 'aftersales', sub: subject, merchant: release.merchant, roles, iat: now, nbf: now, exp: now + 600 })}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: createPrivateKey({ key: pair.privateKey.export({ format: 'jwk' }), format: 'jwk' }), dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** Keys, and business time that goes on from when the release was left: else all its clocks would have run out. Written once. */
function files() {
  if (fs.existsSync(at('keys.json')))
    return;
  fs.writeFileSync(at('keys.json'), JSON.stringify({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), ...about }] }));
  fs.writeFileSync(at('key.json'), JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), ...about }));
  const offset = Buffer.alloc(8);
  offset.writeBigInt64LE(BigInt(Date.parse(release.time) - Date.now()) * 10_000n);
  fs.writeFileSync(at('clock'), offset);
}

let told;

/** The settings of the simulated outside world, which is started once. */
export async function world() {
  if (told)
    return told;
  files();
  const file = at('world.json');
  fs.mkdirSync(at('simulators'));
  start('Aftersales.Simulators.dll', ['--data', at('simulators'), '--port', `${await freePort()}`, '--clock', at('clock'), '--settings', file], {});
  await until('the simulated world', () => fs.existsSync(file), there => there);
  const { all } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return told = Object.fromEntries(Object.entries(all).map(([key, value]) => [key.replaceAll(':', '__'), value]));
}

/** What proto files below protos/ declare, by package. */
export const load = files => grpc.loadPackageDefinition(loader.loadSync(files, { keepCase: true, longs: String, enums: String, defaults: true, includeDirs: [path.join(root, 'protos')] }));

/** A gRPC client of a contract; calls are promises. */
function clientOf(port, files, service) {
  const Client = service.split('.').reduce((at, part) => at[part], load(files));
  const client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return (method, request, metadata = new grpc.Metadata()) => {
    const deadline = { deadline: Date.now() + 20_000 };
    return new Promise((done, failed) => {
      if (!client[method].responseStream)
        return client[method](request, metadata, deadline, (error, reply) => error ? failed(error) : done(reply));
      const replies = [];
      client[method](request, metadata, deadline).on('data', reply => replies.push(reply)).on('error', failed).on('end', () => done(replies));
    });
  };
}

/** A process of a service that may still be starting, and its ports. */
export async function begin(name, environment) {
  files();
  const ports = { GrpcPort: `${await freePort()}`, HttpPort: `${await freePort()}` };
  const child = start(program(name), [], {
    ...await world(),
    Environment: 'Development', ClockFile: at('clock'), Address: '127.0.0.1', Migrations: 'expect', DAPR_GRPC_PORT: `${await freePort()}`,
    Identity__Issuer: issuer, Identity__KeySet: at('keys.json'), Identity__ServiceKey: at('key.json'), Vault__KeyFile: path.join(checks, 'releases/vault.key'),
    ...ports,
    ...environment,
  });
  return { child, ports };
}

/** A service that is there: `call(service, method, request, subject, ...roles)`, `tell(event)` as its sidecar would, `stop()`. */
export async function serve(name, environment) {
  const { child, ports } = await begin(name, environment);
  await until(`${name}: ${log.join('')}`, () => fetch(`http://127.0.0.1:${ports.HttpPort}/healthz`), answer => answer.status === 200);
  const contracts = fs.readdirSync(path.join(root, 'protos/aftersales', name, 'v1')).map(file => `aftersales/${name}/v1/${file}`);
  return {
    call: (service, method, request, subject, ...roles) => {
      const metadata = new grpc.Metadata();
      metadata.set('authorization', `Bearer ${token(subject, ...roles)}`);
      return clientOf(ports.GrpcPort, contracts, `aftersales.${name}.v1.${service}`)(method, request, metadata);
    },
    tell: ({ id, source, type, data }) => clientOf(ports.GrpcPort, ['dapr/proto/runtime/v1/appcallback.proto'], 'dapr.proto.runtime.v1.AppCallback')('OnTopicEvent', {
      id, source, type, spec_version: '1.0', data_content_type: 'application/json', topic: `aftersales.${source}`, pubsub_name: 'pubsub', data: Buffer.from(JSON.stringify(data)),
      extensions: { fields: { merchant: { stringValue: release.merchant } } },
    }),
    stop: () => {
      child.kill('SIGTERM');
      return child.ended;
    },
  };
}
