// What the parts of ./test ops stand on: a folder that goes with the check (AFTERSALES_OPS_KEEP leaves it, to look at), and PostgreSQL (AFTERSALES_TEST_POSTGRES) through its
// own programs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from './steps.mjs';

export const isRoot = process.getuid() === 0;
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aftersales-ops-'));
fs.chmodSync(folder, 0o755);
atEnd(() => process.env.AFTERSALES_OPS_KEEP ? console.log(`left: ${folder}`) : fs.rmSync(folder, { recursive: true, force: true }));
export const at = (...names) => path.join(folder, ...names);

// Host=…;Port=…;Username=… as the tests have it.
export const server = Object.fromEntries((process.env.AFTERSALES_TEST_POSTGRES ?? '').split(';').map(pair => pair.split('=')));
assert.ok(server.Host, 'AFTERSALES_TEST_POSTGRES names no server: run ./test ops.');
const versions = fs.readdirSync('/usr/lib/postgresql').sort((one, other) => one - other);

const programs = `/usr/lib/postgresql/${versions.at(-1)}/bin`;

export const postgresOf = (host, port) => (program, ...args) =>
  execFileSync(`${programs}/${program}`, ['-h', host, '-p', port, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });

/** Runs one of PostgreSQL's programs against the server. */
export const postgres = postgresOf(server.Host, server.Port);
export const sqlOf = run => (user, database, text) => run('psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-U', user, '-d', database, '-c', text).trim();
export const sql = sqlOf(postgres);

/** Runs a shell script with PostgreSQL's programs on its path, as a user whom they let run a server. */
export function asPostgres(script, environment) {
  const shell = ['bash', '-euo', 'pipefail', '-c', script];
  const [program, ...args] = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--', ...shell] : shell;
  const env = { ...process.env, HOME: '/', ...environment, PATH: `${programs}:${process.env.PATH}` };
  return execFileSync(program, args, { cwd: '/', env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
}

/** A folder that servers may write to. */
export function folderOfPostgres(name) {
  fs.mkdirSync(at(name));
  if (isRoot)
    execFileSync('chown', ['postgres:', at(name)]);
  return at(name);
}

/** A server of this check's own below such a folder, started. `settings` are lines of postgresql.conf. */
export async function cluster(name, ...settings) {
  const data = path.join(folderOfPostgres(name), 'data');
  const port = await freePort();
  asPostgres('initdb --pgdata "$DATA" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync', { DATA: data });
  fs.appendFileSync(path.join(data, 'postgresql.conf'), [`port = ${port}`, 'listen_addresses = \'127.0.0.1\'', 'unix_socket_directories = \'\'', 'timezone = UTC', ...settings, ''].join('\n'));
  const run = postgresOf('127.0.0.1', `${port}`);
  atEnd(() => stopServer(data));
  asPostgres('pg_ctl start -D "$DATA" -l "$DATA/log"', { DATA: data });
  return { data, port, run, sql: sqlOf(run) };
}

/** Ends a server, where there is one. */
export function stopServer(data) {
  if (fs.existsSync(path.join(data, 'postmaster.pid')))
    asPostgres('pg_ctl stop -D "$DATA" -m immediate', { DATA: data });
}

/** Databases of this check's own, which go with it. */
export function databases(...names) {
  atEnd(() => names.forEach(name => sql('postgres', 'postgres', `drop database if exists ${name} with (force)`)));
  return names;
}

export const freePort = () => new Promise(done => {
  const listening = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = listening.address();
    listening.close(() => done(port));
  });
});
