// What we ask of manifests beyond being well-formed. Each rule takes a release's documents and says what breaks it.
import { nameOf } from './kubernetes.mjs';

const kinds = (documents, ...wanted) => documents.filter(document => wanted.includes(document.kind));
const isSubset = (wanted, labels = {}) => Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** Every pod that the documents make: its name, its labels, its specification. */
function pods(documents) {
  return kinds(documents, 'Deployment', 'Job', 'Pod', 'StatefulSet', 'DaemonSet', 'CronJob').map(document => {
    const template = document.kind === 'Pod' ? document : document.kind === 'CronJob' ? document.spec.jobTemplate.spec.template : document.spec.template;
    return { name: nameOf(document), kind: document.kind, labels: template.metadata.labels ?? {}, annotations: template.metadata.annotations ?? {}, spec: template.spec };
  });
}

const containers = pod => [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
const eachContainer = (documents, look) => pods(documents).flatMap(pod => containers(pod).flatMap(container =>
  look(container, pod).map(problem => `${pod.name}, ${container.name}: ${problem}`)));

// The Pod Security Standard "restricted", and what we ask besides: a read-only root and a user that is said.
const volumeTypes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

function restrictedPods(documents) {
  return pods(documents).flatMap(({ name, spec }) => [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter(field => spec[field]).map(field => `${field} is on`),
    ...(spec.volumes ?? []).filter(volume => !Object.keys(volume).some(key => volumeTypes.includes(key))).map(volume => `volume ${volume.name} is of a type that is not allowed`),
    ...(['RuntimeDefault', 'Localhost'].includes(spec.securityContext?.seccompProfile?.type) ? [] : ['no seccomp profile']),
    ...(spec.securityContext?.runAsNonRoot === true ? [] : ['may run as root']),
    ...(spec.automountServiceAccountToken === false ? [] : ['mounts a token of its service account']),
    ...(spec.serviceAccountName && spec.serviceAccountName !== 'default' ? [] : ['has no service account of its own']),
  ].map(problem => `${name}: ${problem}`));
}

function restrictedContainers(documents) {
  return eachContainer(documents, ({ securityContext: context = {}, ports = [] }) => [
    ...(context.runAsNonRoot === true && context.runAsUser > 0 ? [] : ['may run as root']),
    ...(context.allowPrivilegeEscalation === false ? [] : ['may gain privileges']),
    ...(context.privileged ? ['is privileged'] : []),
    ...(context.readOnlyRootFilesystem === true ? [] : ['may write to its root']),
    ...(context.capabilities?.drop?.includes('ALL') ? [] : ['keeps capabilities']),
    ...(context.capabilities?.add ?? []).map(capability => `adds ${capability}`),
    ...ports.filter(port => port.hostPort).map(port => `takes the node's port ${port.hostPort}`),
  ]);
}

function resources(documents) {
  return eachContainer(documents, container => ['requests', 'limits'].flatMap(side => ['cpu', 'memory']
    .filter(unit => !container.resources?.[side]?.[unit]).map(unit => `no ${side} of ${unit}`)));
}

function images(documents) {
  return eachContainer(documents, ({ image }) => {
    const version = /[:@]([^:@/]+(:[0-9a-f]+)?)$/.exec(image)?.[1];
    return !version ? [`${image} has no tag`] : version === 'latest' ? [`${image} may be anything`] : [];
  });
}

function probes(documents) {
  return pods(documents).filter(pod => pod.kind === 'Deployment').flatMap(pod => pod.spec.containers.flatMap(container => [
    ...['startupProbe', 'livenessProbe', 'readinessProbe'].filter(probe => !container[probe]).map(probe => `no ${probe}`),
    ...(container.livenessProbe?.httpGet?.path === '/healthz' ? [] : ['liveness asks something other than /healthz']),
    ...(container.readinessProbe?.httpGet?.path === '/readyz' ? [] : ['readiness asks something other than /readyz']),
  ].map(problem => `${pod.name}: ${problem}`)));
}

const seconds = text => Number(/^([0-9]+)s$/.exec(text ?? '')?.[1]);

function goingDown(documents) {
  return pods(documents).filter(pod => pod.kind === 'Deployment').flatMap(pod => {
    const sleep = pod.spec.containers[0].lifecycle?.preStop?.sleep?.seconds;
    const blocked = seconds(pod.annotations['dapr.io/block-shutdown-duration']);
    return [
      ...(sleep > 0 ? [] : ['goes down while others still send']),
      ...(blocked > sleep ? [] : ['its sidecar goes first']),
      ...(pod.spec.terminationGracePeriodSeconds >= blocked + Number(pod.annotations['dapr.io/graceful-shutdown-seconds']) ? [] : ['is killed before its sidecar is done']),
    ].map(problem => `${pod.name}: ${problem}`);
  });
}

// Default deny, and a policy of its own, for every pod; and none that lets everybody in or out.
function network(documents) {
  const policies = kinds(documents, 'NetworkPolicy');
  const open = policies.flatMap(policy => [
    ...(policy.spec.ingress ?? []).filter(rule => !rule.from?.length || !rule.ports?.length).map(() => 'lets everybody in, or to every port'),
    ...(policy.spec.egress ?? []).filter(rule => !rule.to?.length || !rule.ports?.length).map(() => 'lets its pods call everybody, or every port'),
  ].map(problem => `${nameOf(policy)}: ${problem}`));
  const uncovered = pods(documents).flatMap(pod => {
    const own = policies.filter(policy => isSubset(policy.spec.podSelector.matchLabels ?? {}, pod.labels));
    const denied = own.filter(policy => !policy.spec.ingress && !policy.spec.egress && ['Ingress', 'Egress'].every(type => policy.spec.policyTypes?.includes(type)));
    return [...(denied.length > 0 ? [] : ['nothing is denied by default']), ...(own.length > denied.length ? [] : ['no network policy of its own'])]
      .map(problem => `${pod.name}: ${problem}`);
  });
  return [...open, ...uncovered];
}

/** caller → callees, as the network policies let sidecars through. Both ends have to agree. */
export function edges(documents) {
  const byName = kinds(documents, 'NetworkPolicy');
  const appOf = policy => policy.spec.podSelector.matchLabels?.['app.kubernetes.io/name'];
  const peers = (policy, way, end) => (policy.spec[way] ?? []).filter(rule => rule.ports?.some(port => port.port === 50002))
    .flatMap(rule => (rule[end] ?? []).map(peer => peer.podSelector.matchLabels['app.kubernetes.io/name']));
  const out = byName.flatMap(policy => peers(policy, 'egress', 'to').map(callee => `${appOf(policy)} → ${callee}`));
  const into = byName.flatMap(policy => peers(policy, 'ingress', 'from').map(caller => `${caller} → ${appOf(policy)}`));
  return { out: out.sort(), into: into.sort() };
}

// architecture: the gateway calls all; Complaint carries out plans; who lacks an order's snapshot or a parcel's facts asks Tracking; Invoice has postage paid by Refund; Directory fetches what it delivers.
const architecture = {
  gateway: ['compensation', 'complaint', 'directory', 'invoice', 'refund', 'returns', 'tracking'],
  complaint: ['compensation', 'directory', 'invoice', 'refund', 'returns', 'tracking'],
  compensation: ['tracking'],
  refund: ['tracking'],
  returns: ['tracking'],
  invoice: ['refund'],
  directory: ['complaint'],
};

function edgesOfTheArchitecture(documents) {
  const wanted = Object.entries(architecture).flatMap(([caller, callees]) => callees.map(callee => `${caller} → ${callee}`)).sort();
  const { out, into } = edges(documents);
  const compare = (found, side) => [
    ...wanted.filter(edge => !found.includes(edge)).map(edge => `${side} ${edge} is missing`),
    ...found.filter(edge => !wanted.includes(edge)).map(edge => `${side} ${edge} is none of the architecture's`),
  ];
  return [...compare(out, 'egress'), ...compare(into, 'ingress')].map(problem => `network: ${problem}`);
}

// Values that are secret by their name, or by what they look like.
const secretName = /(password|secret|token|accesskey|privatekey)$/i;
const secretValue = /(password|pwd)\s*=|-----BEGIN|^ey[A-Za-z0-9_-]{10,}\.|:\/\/[^/\s:@]+:[^/\s@]+@/i;

function secrets(documents) {
  return [
    ...kinds(documents, 'Secret').map(document => `${nameOf(document)}: secrets are referred to, never made here`),
    ...eachContainer(documents, ({ env = [], args = [] }) => [
      ...env.filter(entry => entry.value && (secretName.test(entry.name) || secretValue.test(entry.value))).map(entry => `${entry.name} is a secret in clear`),
      ...args.filter(argument => secretValue.test(argument)).map(() => 'an argument is a secret in clear'),
    ]),
    ...kinds(documents, 'Component').flatMap(component => component.spec.metadata
      .filter(field => 'value' in field && (secretName.test(field.name) || secretValue.test(String(field.value)))).map(field => `${nameOf(component)}: ${field.name} is a secret in clear`)),
    ...kinds(documents, 'ConfigMap').flatMap(map => Object.entries(map.data ?? {}).filter(([, value]) => secretValue.test(value)).map(([key]) => `${nameOf(map)}: ${key} holds a secret`)),
  ];
}

// Mutual trust of sidecars: deny by default, methods by name, one owner of retries.
function dapr(documents) {
  const configurations = new Map(kinds(documents, 'Configuration').map(document => [document.metadata.name, document.spec]));
  const deployments = pods(documents).filter(pod => pod.kind === 'Deployment');
  const apps = deployments.map(pod => pod.annotations['dapr.io/app-id']);
  return [
    ...deployments.flatMap(pod => {
      const note = key => pod.annotations[`dapr.io/${key}`];
      const access = configurations.get(note('config'))?.accessControl;
      const operations = (access?.policies ?? []).flatMap(policy => policy.operations ?? []);
      return [
        ...(note('enabled') === 'true' && note('app-id') ? [] : ['no sidecar']),
        ...(access ? [] : ['its configuration is not here']),
        ...(access?.defaultAction === 'deny' ? [] : ['everybody may call it']),
        ...(access?.policies ?? []).filter(policy => policy.defaultAction !== 'deny').map(policy => `${policy.appId} may call everything`),
        ...operations.filter(operation => operation.name.includes('*') || operation.action !== 'allow').map(operation => `${operation.name} is not one method that is allowed`),
        ...(note('app-port') && (note('enable-app-health-check') !== 'true' || note('app-protocol') !== 'grpc') ? ['the sidecar may lose its subscriptions'] : []),
        ...(note('api-token-secret') ? [] : ['whoever reaches the sidecar may use it']),
        ...(note('sidecar-memory-limit') && note('sidecar-cpu-limit') ? [] : ['its sidecar has no limits']),
      ].map(problem => `${pod.name}: ${problem}`);
    }),
    ...pods(documents).filter(pod => pod.kind !== 'Deployment' && pod.annotations['dapr.io/enabled'] !== 'false').map(pod => `${pod.name}: would never end with a sidecar`),
    ...kinds(documents, 'Component').filter(component => !component.scopes?.length || component.scopes.some(scope => !apps.includes(scope))).map(component => `${nameOf(component)}: is not scoped to our apps`),
    ...kinds(documents, 'Resiliency').flatMap(({ spec }) => [
      ...Object.entries(spec.targets.apps ?? {}).filter(([, target]) => target.retry || target.circuitBreaker).map(([app]) => `calls of ${app} have two owners of retries`),
      ...Object.values(spec.targets.components ?? {}).filter(target => spec.policies.retries?.[target.inbound?.retry]?.maxRetries !== -1).map(() => 'an outage ends in dead letters'),
    ].map(problem => `Resiliency: ${problem}`)),
  ];
}

// Objects that point at others point at something.
function references(documents) {
  const labels = pods(documents).map(pod => pod.labels);
  const names = new Set(documents.map(nameOf));
  return [
    ...kinds(documents, 'Service').filter(service => !labels.some(own => isSubset(service.spec.selector, own))).map(service => `${nameOf(service)} selects no pod`),
    ...kinds(documents, 'PodDisruptionBudget').filter(budget => !labels.some(own => isSubset(budget.spec.selector.matchLabels, own))).map(budget => `${nameOf(budget)} selects no pod`),
    ...kinds(documents, 'HorizontalPodAutoscaler').filter(scaler => !names.has(`Deployment ${scaler.spec.scaleTargetRef.name}`)).map(scaler => `${nameOf(scaler)} scales nothing`),
    ...pods(documents).filter(pod => !names.has(`ServiceAccount ${pod.spec.serviceAccountName}`)).map(pod => `${pod.name}: its service account is not here`),
    ...kinds(documents, 'Ingress').flatMap(ingress => ingress.spec.rules.flatMap(rule => rule.http.paths.map(path => path.backend.service.name)))
      .filter(service => !names.has(`Service ${service}`)).map(service => `an Ingress leads to ${service}, which is not here`),
  ];
}

// A broker that is trusted, and whose streams do not grow for ever.
function broker({ spec: { type, metadata } }) {
  const value = name => metadata.find(field => field.name === name)?.value;
  return type === 'pubsub.redis'
    ? [...(value('enableTLS') === 'true' ? [] : ['the broker is spoken to in clear']), ...(Number(value('maxLenApprox')) > 0 ? [] : ['its streams are never trimmed'])]
    : value('authType') === 'none' ? ['everybody may use the broker'] : [];
}

/** What production asks besides. */
export function production(documents) {
  const budgets = kinds(documents, 'PodDisruptionBudget').map(document => document.metadata.name);
  const scalers = new Map(kinds(documents, 'HorizontalPodAutoscaler').map(document => [document.spec.scaleTargetRef.name, document.spec.minReplicas]));
  const deployments = kinds(documents, 'Deployment');
  return [
    ...deployments.filter(document => !budgets.includes(document.metadata.name)).map(document => `${nameOf(document)}: no disruption budget`),
    ...deployments.filter(document => (scalers.get(document.metadata.name) ?? document.spec.replicas ?? 1) < 2).map(document => `${nameOf(document)}: one pod only`),
    ...deployments.filter(document => !document.spec.template.spec.topologySpreadConstraints?.length).map(document => `${nameOf(document)}: pods may all be on one node`),
    ...(kinds(documents, 'Job').length === deployments.length - 1 ? [] : ['not every schema is migrated']),
    ...eachContainer(documents, ({ env = [] }) => env.some(entry => entry.name === 'Store') && !env.some(entry => entry.name === 'Store__SslMode' && entry.value === 'VerifyFull')
      ? ['its database need not show who it is'] : []),
    ...kinds(documents, 'Component').flatMap(component => broker(component).map(problem => `${nameOf(component)}: ${problem}`)),
  ];
}

/** What every release has to keep. */
export const policy = documents => [restrictedPods, restrictedContainers, resources, images, probes, goingDown, network, edgesOfTheArchitecture, secrets, dapr, references]
  .flatMap(rule => rule(documents));
