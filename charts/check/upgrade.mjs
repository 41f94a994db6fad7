// What an upgrade meets: the tables of the release before, as that release left them after a played day (releases/, see docs/operations.md), restored on a real PostgreSQL, migrated
// by today's build as their owner, served as the app's role, read and added to.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './files.mjs';
import { at, databases, postgres, server, sql } from './ground.mjs';
import { migrate, release, releaseFile, serve } from './served.mjs';
import { step } from './steps.mjs';

const suffix = randomBytes(4).toString('hex');
const [owner, app] = ['owner', 'app'].map(name => `upgrade_${name}_${suffix}`);
const [database] = databases(`upgrade_${suffix}`);
const store = role => `postgres:Host=${server.Host};Port=${server.Port};Username=${role};Database=${database};Maximum Pool Size=5`;

await step(`the tables of ${release.release}, restored`, () => {
  for (const role of [owner, app])
    sql('postgres', 'postgres', `create role ${role} login nosuperuser nobypassrls`);
  sql('postgres', 'postgres', `create database ${database} owner ${owner}`);
  postgres('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', owner, '-d', database, '-f', releaseFile());
});

await step('today\'s build migrates them, and once more finds nothing to do', async () => {
  const known = fs.readdirSync(path.join(root, 'services/Platform/Store/Migrations'), { recursive: true }).filter(file => file.endsWith('.sql')).length;
  for (const name of release.schemas) {
    for (let time = 0; time < 2; time++)
      await migrate(name, { Store: store(owner), Migrations__AppRole: app });
    assert.equal(Number(sql('postgres', database, `select count(*) from ${name}.migrations`)), known);
  }
});

await step('a case of the release before is read, and goes on', async () => {
  const { call } = await serve('complaint', { Store: store(app), Evidence__Folder: at('evidence') });
  const { cases } = await call('ComplaintService', 'ListCases', { page_size: 500 }, 'boss', 'supervisor');
  assert.equal(cases.length, Math.min(500, Number(sql('postgres', database, 'select count(*) from complaint.states where kind = \'case\''))));
  // Every case and its timeline, from the first event on, is understood by today's code.
  for (const { case_id } of cases) {
    const { entries } = await call('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
    assert.ok(entries.length > 0, case_id);
  }
  const { case_id } = cases[0];
  const before = await call('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
  await call('TimelineService', 'AddNote', { request_id: randomUUID(), case_id, note: 'after the upgrade' }, 'boss', 'supervisor');
  const after = await call('ComplaintService', 'GetTimeline', { case_id, page_size: 500 }, 'boss', 'supervisor');
  assert.equal(after.entries.length, before.entries.length + 1);
});

await step('a refund of the release before is read, its ledger verified, and a claim written off', async () => {
  const { call } = await serve('refund', { Store: store(app) });
  const { refunds } = await call('RefundService', 'ListRefunds', { page_size: 500 }, 'boss', 'supervisor');
  assert.ok(refunds.length > 10, `${refunds.length} refunds`);
  for (const { refund_id } of refunds)
    assert.equal((await call('RefundService', 'GetRefund', { refund_id }, 'boss', 'supervisor')).refund.refund_id, refund_id);
  const holds = async () => {
    assert.equal((await call('RefundService', 'GetTrialBalance', {}, 'boss', 'supervisor')).sum.minor_units, '0');
    const seals = await call('RefundService', 'VerifyLedger', {}, 'boss', 'supervisor');
    assert.ok(seals.length > 0, 'there is no seal');
    assert.deepEqual(seals.flatMap(seal => seal.findings), []);
  };
  await holds();
  const { items } = await call('RefundService', 'ListCollection', { page_size: 1 }, 'boss', 'supervisor');
  const { refund: left } = await call('RefundService', 'WriteOffClaim', { request_id: randomUUID(), refund_id: items[0].refund.refund_id, reason: 'after the upgrade' }, 'another', 'supervisor');
  assert.equal(left.advance_state, 'ADVANCE_STATE_WRITTEN_OFF');
  await holds();
});
