// ./test ops: what operators meet. Its parts, all or those that are named (node charts/check/ops.mjs multi):
//   image    what an image holds, migrated, served and restored as the runbook says
//   multi    the suite as processes: a killed service, traces, and what must not be told of people
//   upgrade  the tables of the release before
//   restore  a server taken back to a moment, as the runbook says
//   tls      PostgreSQL and Redis that show who they are, and such as do not
import { done } from './steps.mjs';

const parts = ['image', 'multi', 'upgrade', 'restore', 'tls'];
const asked = process.argv.slice(2);
for (const part of parts.filter(name => asked.length === 0 || asked.includes(name)))
  await import(`./${part}.mjs`);
await done();
