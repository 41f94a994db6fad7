// A server taken back to a moment, with the runbook's own commands (docs/operations.md, To a moment): what was before it is there and the ledger verifies, what came after is gone,
// and what that means for events, which others were told and the service has forgotten.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { grpc, root } from './files.mjs';
import { asPostgres, at, cluster, folderOfPostgres, freePort, stopServer } from './ground.mjs';
import { load, migrate, release, releaseFile, serve } from './served.mjs';
import { atEnd, step, until } from './steps.mjs';

const section = /^### To a moment\n([\s\S]*?)^## /m.exec(fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8'))[1];
const [once, nightly, accident, restore, forget] = [...section.matchAll(/^```bash\n([\s\S]*?)^```/gm)].map(match => match[1]);

const [owner, app] = ['aftersales_refund_owner', 'aftersales_refund_app'];
const server = await cluster('primary');
const folders = { DATA: server.data, ARCHIVE: folderOfPostgres('archive'), BASE: path.join(folderOfPostgres('copies'), 'base'), RESTORED: path.join(folderOfPostgres('again'), 'data') };
atEnd(() => stopServer(folders.RESTORED));
const operate = (script, more) => asPostgres(script, { ...folders, SERVER: `host=127.0.0.1 port=${server.port} user=postgres dbname=postgres`, ...more });
const store = role => `postgres:Host=127.0.0.1;Port=${server.port};Username=${role};Database=aftersales;Maximum Pool Size=5`;
const asked = text => server.sql('postgres', 'aftersales', `set search_path = refund; ${text}`);

// What the broker was told: id → types of the events.
const told = new Map();
const sidecar = { port: await freePort() };

/** A sidecar that takes events, and nothing else. */
async function publishing() {
  const { dapr } = load(['dapr/proto/runtime/v1/dapr.proto']);
  const taking = new grpc.Server();
  taking.addService({ PublishEvent: dapr.proto.runtime.v1.Dapr.service.PublishEvent }, {
    PublishEvent: ({ request }, answer) => {
      const { id, type } = JSON.parse(request.data);
      told.set(id, [...told.get(id) ?? [], type.split('.').at(-1)]);
      answer(null, {});
    },
  });
  await new Promise((done, failed) => taking.bindAsync(`127.0.0.1:${sidecar.port}`, grpc.ServerCredentials.createInsecure(), failure => failure ? failed(failure) : done()));
  atEnd(() => taking.forceShutdown());
}

let service;
let claim;
const begin = async () => service = await serve('refund', { Store: store(app), DAPR_GRPC_PORT: `${sidecar.port}` });
const call = (method, request, subject = 'finance', role = 'finance') => service.call('RefundService', method, { request_id: randomUUID(), ...request }, subject, role);
const refund = async () => (await call('GetRefund', { refund_id: claim.refund_id }, 'boss', 'supervisor')).refund;
const collect = (fen, reference) => call('RecordCollection', { refund_id: claim.refund_id, amount: { minor_units: fen, currency_code: 'CNY' }, reference });

/** Half of the goods, or all of them, turned up after all (R-REF-5): told by Returns. */
const cameBack = (version, share) => service.tell({
  id: `${release.merchant}/returns/${claim.return_id}/${version}/0`,
  source: 'returns',
  type: 'aftersales.returns.v1.ReturnInspected',
  data: { return: {
    returnId: claim.return_id, orderId: claim.order_id, version,
    releases: [{ number: 1, basis: 'REFUND_BASIS_ADVANCE' }],
    lines: [{ lineId: '1', units: [{ quantity: 1, release: 1, acceptance: share === 10_000 ? 'ACCEPTANCE_ACCEPTED' : 'ACCEPTANCE_PARTLY', shareBasisPoints: share }] }],
  } },
});

/** The ledger adds up and its seals verify; the sums of its accounts. */
async function books() {
  const balance = await call('GetTrialBalance', {}, 'boss', 'supervisor');
  assert.equal(balance.sum.minor_units, '0');
  const seals = await call('VerifyLedger', {}, 'boss', 'supervisor');
  assert.ok(seals.length > 0, 'there is no seal');
  assert.deepEqual(seals.flatMap(seal => seal.findings), []);
  return balance;
}

await step('a server that keeps its WAL, and a service at work on it', async () => {
  operate(once);
  for (const role of [owner, app])
    server.sql('postgres', 'postgres', `create role ${role} login`);
  server.sql('postgres', 'postgres', `create database aftersales owner ${owner}`);
  server.run('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', owner, '-d', 'aftersales', '-f', releaseFile());
  await migrate('refund', { Store: store(owner), Migrations__AppRole: app });
  await begin();
  claim = (await call('ListCollection', { page_size: 1 }, 'boss', 'supervisor')).items[0].refund;
});

await step('a copy of the server, while the service goes on', () => {
  operate(nightly);
});

let before;
let moment;

await step('before the moment: goods turn up, money is collected, and nobody was told yet', async () => {
  assert.equal((await cameBack(101, 5_000)).status, 'SUCCESS');
  await collect(1_000, 'receipt-1');
  before = { refund: await refund(), books: await books(), lists: asked('select count(*) from lists'), inbox: asked('select count(*) from inbox') };
  assert.equal(before.refund.advance_state, 'ADVANCE_STATE_TO_COLLECT');
  assert.equal(before.inbox, '1');
  assert.equal(asked('select count(*) from outbox where published is null'), '1');
  moment = server.sql('postgres', 'postgres', 'select now()');
});

let forgotten;

await step('after it: the event goes out, more is collected by mistake, another event is taken, and then somebody empties a table', async () => {
  await publishing();
  await until('the relay', () => told.size, size => size === 1);
  await collect(before.refund.claim.outstanding.minor_units, 'receipt-2');
  await until('the relay', () => told.size, size => size === 2);
  forgotten = [...told.keys()].at(-1);
  assert.deepEqual(told.get(forgotten), ['AdvanceCollected']);
  assert.equal((await cameBack(102, 10_000)).status, 'SUCCESS');
  asked('delete from lists');
  await service.stop();
  operate(accident);
});

await step('the server is taken back to the moment, in another folder', async () => {
  operate(restore, { MOMENT: moment });
  await migrate('refund', { Store: store(owner), Migrations__AppRole: app });
  await begin();
});

await step('what was before the moment is there and the ledger verifies; what came after is gone', async () => {
  assert.deepEqual(await refund(), before.refund);
  assert.deepEqual(await books(), before.books);
  assert.equal(asked('select count(*) from lists'), before.lists);
  assert.equal(asked('select count(*) from events where body like \'%"receipt-1"%\''), '1');
  assert.equal(asked('select count(*) from events where body like \'%"receipt-2"%\''), '0');
});

await step('an event that went out after the moment goes out again under its id, which its consumers know', async () => {
  const [id] = told.keys();
  await until('the relay', () => told.get(id), types => types.length === 2);
  assert.equal(new Set(told.get(id)).size, 1);
});

await step('an event that was taken before the moment is not taken twice, one that was taken after it is taken again', async () => {
  assert.equal((await cameBack(101, 5_000)).status, 'SUCCESS');
  assert.deepEqual(await refund(), before.refund);
  assert.equal((await cameBack(102, 10_000)).status, 'SUCCESS');
  assert.notDeepEqual(await refund(), before.refund);
  await books();
});

await step('new events may have ids of forgotten ones: consumers that went on forget those, and no others, as the runbook says', async () => {
  await until('the relay', () => told.get(forgotten), types => types.length === 2);
  assert.equal(new Set(told.get(forgotten)).size, 2, `${told.get(forgotten)}`);
  const [known] = told.keys();
  const lost = `${release.merchant}/refund/order/9/0`;
  asked(`insert into inbox select '${release.merchant}', id, 'consumer', extract(epoch from now()) * 10000000 from unnest(array['${known}', '${lost}']) id`);
  const database = { PUBLISHER: `host=127.0.0.1 port=${server.port} user=postgres dbname=aftersales` };
  operate(forget, { ...database, CONSUMER: database.PUBLISHER, FROM: 'refund', TO: 'refund', MOMENT: moment, TMP: folderOfPostgres('known') });
  assert.equal(asked('select event_id from inbox where consumer = \'consumer\''), known);
  assert.equal(asked('select count(*) from inbox where consumer <> \'consumer\''), '2');
});

await step('whole tables are taken over into split ones, as the runbook says', async () => {
  const now = { refund: await refund(), books: await books() };
  await service.stop();
  server.sql('postgres', 'postgres', `create database split owner ${owner}`);
  server.run('pg_dump', '-U', 'postgres', '-d', 'aftersales', '--format=custom', '--data-only', '--schema=refund', '--exclude-table=refund.migrations', '-f', at('refund.data'));
  const place = role => store(role).replace('Database=aftersales', 'Database=split');
  await migrate('refund', { Store: place(owner), Migrations__AppRole: app, Migrations__Partitions: '4' });
  server.run('pg_restore', '-U', 'postgres', '--exit-on-error', '--data-only', '-d', 'split', at('refund.data'));
  service = await serve('refund', { Store: place(app), DAPR_GRPC_PORT: `${sidecar.port}` });
  assert.deepEqual(await refund(), now.refund);
  assert.deepEqual(await books(), now.books);
  const times = () => [...told.values()].flat().length;
  const published = times();
  assert.equal((await cameBack(103, 5_000)).status, 'SUCCESS');
  await until('the relay', times, now => now > published);
});

await service.stop();
