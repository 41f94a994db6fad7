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

export const postgresOf = (host, port) => (program, ...args) =>
  execFileSync(`/usr/lib/postgresql/${versions.at(-1)}/bin/${program}`, ['-h', host, '-p', port, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });

/** Runs one of PostgreSQL's programs against the server. */
export const postgres = postgresOf(server.Host, server.Port);
export const sql = (user, database, text) => postgres('psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-U', user, '-d', database, '-c', text).trim();

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
