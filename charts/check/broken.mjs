// What must be refused. Values: by the chart's schema. Manifests: by the types, the schemas or the policy, after one thing was broken in what the chart renders.
const pick = (documents, kind, part) => documents.find(document => document.kind === kind && document.metadata.name.includes(part));
const deployment = (documents, app = 'refund') => pick(documents, 'Deployment', app).spec.template;
const container = (documents, app) => deployment(documents, app).spec.containers[0];
const without = (documents, kind, part) => documents.splice(documents.indexOf(pick(documents, kind, part)), 1);

/** What is said → the `--set` arguments, and a word of the schema's complaint. */
export const values = {
  'an unknown value': [['colour=blue'], 'colour'],
  'an unknown value of a service': [['services.refund.replica=2'], 'replica'],
  'an unknown service': [['services.loyalty.replicas=1'], 'loyalty'],
  'a tag that moves': [['image.tag=latest'], 'tag'],
  'a secret among the settings': [['services.invoice.settings.Tax:AppSecret=x'], 'AppSecret'],
  'a database in production that need not show who it is': [['database.tls.mode=Require'], 'mode'],
  'the same by a setting': [['defaults.settings.Store:SslMode=Disable'], 'SslMode'],
  'one partition': [['database.partitions=1'], 'partitions'],
  'a password in clear': [['dapr.pubsub.redis.password=x'], 'password'],
  'no pods': [['defaults.replicas=0'], 'replicas'],
  'a broker that we cannot speak to': [['dapr.pubsub.type=rabbitmq'], 'type'],
  'a time without a unit': [['dapr.timeouts.call=30'], 'call'],
  'less time to drain than the host takes': [['shutdown.drainSeconds=5'], 'drainSeconds'],
  'an embedded database in production': [['database.embedded=true', 'migrations.enabled=false'], 'environment'],
  'an embedded database with migrations': [['database.embedded=true', 'environment=Development'], 'enabled'],
  'a peer that Kubernetes does not know': [['networkPolicy.ingressFrom[0].pod=controller'], 'pod'],
};

/** What is said → how it is broken. */
export const manifests = {
  'a field that Kubernetes does not know': documents => { container(documents).imagePullPolice = 'Always'; },
  'a port that is a word': documents => { pick(documents, 'Service', 'gateway').spec.ports[0].port = 'grpc'; },
  'a kind that nobody knows': documents => { documents.push({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' } }); },
  'a pod as root': documents => { container(documents).securityContext.runAsUser = 0; },
  'a pod that may become root': documents => { delete container(documents).securityContext.runAsNonRoot; },
  'a container that gains privileges': documents => { container(documents).securityContext.allowPrivilegeEscalation = true; },
  'a root that can be written': documents => { container(documents).securityContext.readOnlyRootFilesystem = false; },
  'a capability kept': documents => { container(documents).securityContext.capabilities = { drop: ['NET_RAW'] }; },
  'a capability added': documents => { container(documents).securityContext.capabilities.add = ['SYS_ADMIN']; },
  'no seccomp profile': documents => { delete deployment(documents).spec.securityContext.seccompProfile; },
  'the node\'s network': documents => { deployment(documents).spec.hostNetwork = true; },
  'the node\'s files': documents => { deployment(documents).spec.volumes.push({ name: 'node', hostPath: { path: '/' } }); },
  'the default service account': documents => { deployment(documents).spec.serviceAccountName = 'default'; },
  'a mounted token': documents => { delete deployment(documents).spec.automountServiceAccountToken; },
  'no limit of memory': documents => { delete container(documents).resources.limits.memory; },
  'no request of processors': documents => { delete container(documents).resources.requests.cpu; },
  'a migration without limits': documents => { delete pick(documents, 'Job', 'refund').spec.template.spec.containers[0].resources; },
  'an image without a tag': documents => { container(documents).image = 'registry.example:5000/aftersales/refund'; },
  'an image that moves': documents => { container(documents).image = 'registry.example/aftersales/refund:latest'; },
  'no readiness': documents => { delete container(documents).readinessProbe; },
  'a liveness that looks upstream': documents => { container(documents).livenessProbe.httpGet.path = '/readyz'; },
  'no preStop': documents => { delete container(documents).lifecycle; },
  'a sidecar that goes first': documents => { delete deployment(documents).metadata.annotations['dapr.io/block-shutdown-duration']; },
  'a grace period that is too short': documents => { deployment(documents).spec.terminationGracePeriodSeconds = 30; },
  'no default deny': documents => { without(documents, 'NetworkPolicy', 'default-deny'); },
  'a pod without a network policy': documents => { without(documents, 'NetworkPolicy', 'refund'); },
  'a policy that lets everybody in': documents => { delete pick(documents, 'NetworkPolicy', 'refund').spec.ingress[0].from; },
  'a policy that lets out to everybody': documents => { pick(documents, 'NetworkPolicy', 'refund').spec.egress.push({ ports: [{ port: 443 }] }); },
  'a service that calls whom it must not': documents => {
    pick(documents, 'NetworkPolicy', 'tracking').spec.egress.push({ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'refund' } } }], ports: [{ port: 50002 }] });
  },
  'a service that cannot be called': documents => { pick(documents, 'NetworkPolicy', 'invoice').spec.ingress.shift(); },
  'a Secret in the chart': documents => { documents.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, stringData: { token: 'x' } }); },
  'a token in clear': documents => { container(documents).env.find(entry => entry.name === 'APP_API_TOKEN').value = 'x'; },
  'a connection string in clear': documents => { container(documents).env.push({ name: 'Store', value: 'postgres:Host=db;Password=x' }); },
  'a broker\'s password in clear': documents => { pick(documents, 'Component', 'pubsub').spec.metadata.push({ name: 'redisPassword', value: 'x' }); },
  'a service whose database need not show who it is': documents => { container(documents).env = container(documents).env.filter(entry => entry.name !== 'Store__SslMode'); },
  'a migration whose database need not either': documents => {
    pick(documents, 'Job', 'refund').spec.template.spec.containers[0].env.find(entry => entry.name === 'Store__SslMode').value = 'Require';
  },
  'a broker in clear': documents => { pick(documents, 'Component', 'pubsub').spec.metadata.find(field => field.name === 'enableTLS').value = 'false'; },
  'streams that are never trimmed': documents => { const { spec } = pick(documents, 'Component', 'pubsub'); spec.metadata = spec.metadata.filter(field => field.name !== 'maxLenApprox'); },
  'everybody may call a service': documents => { pick(documents, 'Configuration', 'refund').spec.accessControl.defaultAction = 'allow'; },
  'a caller may call everything': documents => { pick(documents, 'Configuration', 'refund').spec.accessControl.policies[0].defaultAction = 'allow'; },
  'methods by a pattern': documents => { pick(documents, 'Configuration', 'refund').spec.accessControl.policies[0].operations[0].name = '/*'; },
  'an access control that Dapr does not know': documents => { pick(documents, 'Configuration', 'refund').spec.accessControl.default = 'deny'; },
  'no configuration': documents => { without(documents, 'Configuration', 'refund'); },
  'no app health check': documents => { delete deployment(documents).metadata.annotations['dapr.io/enable-app-health-check']; },
  'a sidecar that asks for no token': documents => { delete deployment(documents).metadata.annotations['dapr.io/api-token-secret']; },
  'a migration with a sidecar': documents => { delete pick(documents, 'Job', 'refund').spec.template.metadata.annotations['dapr.io/enabled']; },
  'a component for everybody': documents => { delete pick(documents, 'Component', 'pubsub').scopes; },
  'a number as a component\'s value': documents => { pick(documents, 'Component', 'pubsub').spec.metadata[0].value = 6379; },
  'a second owner of retries': documents => { pick(documents, 'Resiliency', 'aftersales').spec.targets.apps.refund.retry = 'untilTaken'; },
  'retries of events that end': documents => { pick(documents, 'Resiliency', 'aftersales').spec.policies.retries.untilTaken.maxRetries = 5; },
  'a setting that nothing reads': documents => { container(documents).env.push({ name: 'Payment__Enviroment', value: 'production' }); },
  'a service that selects no pod': documents => { pick(documents, 'Service', 'refund').spec.selector = { app: 'refunds' }; },
  'an autoscaler of nothing': documents => { pick(documents, 'HorizontalPodAutoscaler', 'refund').spec.scaleTargetRef.name = 'refunds'; },
  'production without a disruption budget': documents => { without(documents, 'PodDisruptionBudget', 'refund'); },
  'production with one pod': documents => { pick(documents, 'HorizontalPodAutoscaler', 'refund').spec.minReplicas = 1; },
  'a schema that is not migrated': documents => { without(documents, 'Job', 'refund'); },
};
