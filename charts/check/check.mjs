// ./test charts: every profile rendered and checked, and everything that must be refused tried.
import { attempt, chart, documents, doubledKeys, profiles, render, services, valuesOf } from './files.mjs';
import { disagreements } from './agree.mjs';
import { alertProblems } from './alerts.mjs';
import { manifests, values } from './broken.mjs';
import { stale } from './generate.mjs';
import { problems } from './kubernetes.mjs';
import { policy, production } from './policy.mjs';
import { sbomProblems } from './sboms.mjs';
import { unknownSettings } from './settings.mjs';

let passed = 0;
const failures = [];

function check(what, found) {
  if (found.length === 0)
    passed++;
  else
    failures.push(`${what}:\n${found.map(problem => `  ${problem}`).join('\n')}`);
}

check('not current, run node charts/check/generate.mjs', stale());

// A key that stands twice would silently lose what stands below the first.
for (const file of new Set(['values.yaml', ...Object.values(profiles).flat()]))
  check(`keys of ${file}`, doubledKeys(file));

for (const profile of Object.keys(profiles)) {
  const { status, said } = attempt('lint', '--strict', chart, ...valuesOf(profile));
  check(`lint of ${profile}`, status === 0 ? [] : [said]);
}

const rendered = Object.fromEntries(Object.keys(profiles).map(profile => [profile, documents(render(profile))]));
rendered['production without network policies'] = documents(render('production', ['networkPolicy.enabled=false']));
rendered['production with more of everything'] = documents(render('production', [
  'image.pullSecrets={registry}', 'policies.configMap=policies', 'policies.items[0].key=acme-returns', 'policies.items[0].path=acme/returns.json',
  'dapr.pubsub.redis.username=aftersales', 'logging.levels.Default=Debug', 'services.refund.priorityClassName=money',
  'services.refund.tolerations[0].key=money', 'services.refund.tolerations[0].operator=Exists', 'services.refund.nodeSelector.pool=money',
  `services.refund.image.digest=sha256:${'0'.repeat(64)}`, 'monitoring.labels.release=prometheus', 'database.tls.rootCertificate.secret=aftersales-database-authority',
  'database.partitions=16',
]));
rendered['ha with a certificate for the broker'] = documents(render('ha', ['dapr.pubsub.kafka.authType=mtls', 'dapr.pubsub.kafka.caCertificate.secret=broker',
  'dapr.pubsub.kafka.clientCertificate.secret=broker', 'dapr.pubsub.kafka.clientKey.secret=broker']));

// One run of the compiler for all: it costs the most.
check('types and schemas', problems(Object.values(rendered).flat()));
for (const [name, found] of Object.entries(rendered)) {
  check(`policy of ${name}`, name === 'production without network policies'
    ? policy(found).filter(problem => !/network|denied/.test(problem))
    : policy(found));
}
for (const [name, found] of Object.entries(rendered))
  check(`settings of ${name}`, unknownSettings(found));
for (const profile of ['production', 'ha'])
  check(`production's policy of ${profile}`, production(rendered[profile]));
check('alerts', alertProblems(rendered.production));
for (const app of [...services, 'gateway'])
  check(`SBOM of ${app}`, sbomProblems(app));

for (const [what, [set, word]] of Object.entries(values)) {
  const { status, said } = attempt('template', 'aftersales', chart, ...set.flatMap(value => ['--set', value]));
  check(`${what} is refused`, status !== 0 && said.includes(word) ? [] : [`exit code ${status}: ${said.slice(0, 300)}`]);
}

const broken = Object.entries(manifests).map(([what, breakIt]) => {
  const copy = structuredClone(rendered.production);
  breakIt(copy);
  return [what, copy, [...policy(copy), ...production(copy), ...unknownSettings(copy)]];
});
// What the policy lets pass, the types and schemas must stop.
for (const [what, copy, found] of broken) {
  const changed = found.length > 0 ? [] : copy.filter(document => !rendered.production.some(original => JSON.stringify(original) === JSON.stringify(document)));
  check(`${what} is refused`, found.length > 0 || problems(changed).length > 0 ? [] : ['it passes']);
}

if (process.env.DAPR_CRDS)
  check('our schemas against the CRDs', disagreements(process.env.DAPR_CRDS));
else
  console.log('DAPR_CRDS names no folder with Dapr\'s CRDs: our schemas are not compared with them.');

for (const failure of failures)
  console.log(failure);
// As test runners sum up, for ./test.
console.log(`Failed: ${failures.length}, Passed: ${passed}, Skipped: 0`);
process.exit(failures.length > 0 ? 1 : 0);
