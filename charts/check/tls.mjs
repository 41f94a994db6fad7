// Servers that show who they are and such as do not: PostgreSQL and Redis with certificates of an authority that is made here, and Refund told to ask for them (Store:SslMode, Redis).
// Nothing is spoken in clear to a server that should speak TLS.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { asPostgres, at, cluster, folderOfPostgres, freePort, isRoot, stopServer } from './ground.mjs';
import { begin, migrate, release, releaseFile, serve, start } from './served.mjs';
import { atEnd, step, until } from './steps.mjs';

const keys = folderOfPostgres('tls');
const inKeys = name => path.join(keys, name);
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/** An authority of its own, as files NAME.crt and NAME.key. */
const authority = name => openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', inKeys(`${name}.key`), '-out', inKeys(`${name}.crt`));

/** A certificate for the host `localhost` alone. */
function certificate(name, by) {
  fs.writeFileSync(inKeys(`${name}.ext`), 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n');
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost', '-keyout', inKeys(`${name}.key`), '-out', inKeys(`${name}.csr`));
  openssl('x509', '-req', '-in', inKeys(`${name}.csr`), '-CA', inKeys(`${by}.crt`), '-CAkey', inKeys(`${by}.key`), '-CAcreateserial', '-days', '2', '-extfile', inKeys(`${name}.ext`), '-out', inKeys(`${name}.crt`));
  fs.chmodSync(inKeys(`${name}.key`), 0o600);
  if (isRoot)
    execFileSync('chown', ['postgres:', inKeys(`${name}.key`)]);
}

const [owner, app] = ['tls_owner', 'tls_app'];
let server;
let clear;

await step('servers with a certificate of an authority, and one without', async () => {
  authority('ours');
  authority('another');
  certificate('server', 'ours');
  server = await cluster('encrypted', 'ssl = on', `ssl_cert_file = '${inKeys('server.crt')}'`, `ssl_key_file = '${inKeys('server.key')}'`);
  clear = await cluster('clear');
  for (const each of [server, clear]) {
    for (const role of [owner, app])
      each.sql('postgres', 'postgres', `create role ${role} login`);
    each.sql('postgres', 'postgres', `create database aftersales owner ${owner}`);
  }
  server.run('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', owner, '-d', 'aftersales', '-f', releaseFile());
  // Whoever comes without TLS is not let in; the rest stays as initdb wrote it.
  const rules = path.join(server.data, 'pg_hba.conf');
  fs.writeFileSync(rules, `hostnossl all all all reject\n${fs.readFileSync(rules, 'utf8')}`);
  asPostgres('pg_ctl reload -D "$DATA"', { DATA: server.data });
});

const settings = (role, { to = server, host = 'localhost', mode = 'VerifyFull', root = 'ours', more = '' } = {}) => ({
  Store: `postgres:Host=${host};Port=${to.port};Username=${role};Database=aftersales;Maximum Pool Size=5${more}`,
  Store__SslMode: mode,
  Store__RootCertificate: inKeys(`${root}.crt`),
});

await step('VerifyFull connects, and everything that the service says is encrypted', async () => {
  await migrate('refund', { ...settings(owner), Migrations__AppRole: app });
  const { call, stop } = await serve('refund', settings(app));
  assert.ok((await call('RefundService', 'ListRefunds', { page_size: 500 }, 'boss', 'supervisor')).refunds.length > 10);
  const seen = asPostgres('psql -XAt -d "$SERVER" -c "select count(*), bool_and(ssl), min(version) from pg_stat_ssl join pg_stat_activity using (pid) where usename = \'tls_app\'"',
    { SERVER: `host=localhost port=${server.port} user=postgres dbname=postgres sslmode=verify-full sslrootcert=${inKeys('ours.crt')}` }).trim();
  assert.match(seen, /^[1-9]\d*\|t\|TLSv1\.[23]$/);
  await stop();
});

/** It ends at its start, says what is wrong, and has not connected. */
async function refused(role, options, ...words) {
  const migration = start('Aftersales.Refund.dll', ['migrate'], settings(role, options));
  assert.equal(await migration.ended, 1, migration.said);
  const { child } = await begin('refund', settings(role, options));
  assert.notEqual(await child.ended, 0, child.said);
  for (const said of [migration.said, child.said])
    for (const word of ['does not show who it is', ...words])
      assert.ok(said.includes(word), `${word}: ${said}`);
}

await step('a certificate of another authority is refused', () => refused(app, { root: 'another' }, 'certificate'));

await step('a certificate of another host is refused', () => refused(app, { host: '127.0.0.1' }, 'certificate'));

await step('a server without TLS is refused, whatever the connection string says', async () => {
  await refused(app, { to: clear }, 'SSL');
  await refused(app, { to: clear, more: ';SSL Mode=Disable' }, 'SSL');
  assert.equal(clear.sql('postgres', 'aftersales', 'select count(*) from pg_namespace where nspname = \'refund\''), '0');
});

await step('what is no mode, or no file, is named', async () => {
  for (const [wrong, word] of [[{ mode: 'Always' }, 'Store:SslMode'], [{ root: 'lost' }, 'Store:RootCertificate']]) {
    const migration = start('Aftersales.Refund.dll', ['migrate'], settings(owner, wrong));
    assert.equal(await migration.ended, 1);
    assert.ok(migration.said.includes(word), migration.said);
  }
});

await step('the read cache speaks TLS to a Redis that it trusts, and to no other', async () => {
  const port = await freePort();
  const redis = (...args) => execFileSync('redis-cli', ['-p', `${port}`, '--tls', '--cacert', inKeys('ours.crt'), '-h', 'localhost', ...args], { encoding: 'utf8' }).trim();
  execFileSync('redis-server', ['--port', '0', '--tls-port', `${port}`, '--bind', '127.0.0.1', '--dir', at(), '--save', '', '--daemonize', 'yes', '--logfile', at('redis.log'), '--tls-auth-clients', 'no',
    '--tls-cert-file', inKeys('server.crt'), '--tls-key-file', inKeys('server.key'), '--tls-ca-cert-file', inKeys('ours.crt')]);
  atEnd(() => redis('shutdown', 'nosave'));
  // StackExchange.Redis trusts whom the system trusts: in an image that is this variable's file too.
  for (const [root, kept] of [['ours', true], ['another', false]]) {
    redis('flushall');
    const { call, stop } = await serve('refund', { ...settings(app), Redis: `localhost:${port},ssl=true`, SSL_CERT_FILE: inKeys(`${root}.crt`) });
    const { items: [{ refund: { refund_id } }] } = await call('RefundService', 'ListCollection', { page_size: 1 }, 'boss', 'supervisor');
    // What is written is kept for readers.
    const write = async () => {
      await call('RefundService', 'RecordCollection', { request_id: randomUUID(), refund_id, reference: randomUUID(), amount: { minor_units: '1', currency_code: 'CNY' } }, 'finance', 'finance');
      return redis('--scan', '--pattern', `aftersales:refund:${release.merchant}:*`);
    };
    if (kept)
      await until('the cache', write, keys => keys !== '');
    else
      for (let times = 0; times < 10; times++)
        assert.equal(await write(), '');
    await stop();
  }
});

stopServer(server.data);
stopServer(clear.data);
