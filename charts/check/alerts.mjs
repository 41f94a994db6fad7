// Alerts and dashboard against what the services export, and against the runbooks.
import fs from 'node:fs';
import path from 'node:path';
import { chart, csharp, root, YAML } from './files.mjs';

const labels = ['db_client_connection_state', 'http_response_status_code'];
const metrics = /\b(aftersales|http|kestrel|db_client|dapr|dotnet|process)_[a-z0-9_]+/g;

export function alertProblems(documents) {
  const { alerts, exported } = YAML.parse(fs.readFileSync(path.join(chart, 'files/alerts.yaml'), 'utf8'));
  const dashboard = JSON.parse(fs.readFileSync(path.join(chart, 'files/dashboard.json'), 'utf8'));
  const runbook = fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
  const queries = dashboard.panels.flatMap(panel => (panel.targets ?? []).map(target => [`panel "${panel.title}"`, target.expr]));
  const ids = dashboard.panels.map(panel => panel.id);
  const events = new Set(csharp('services').flatMap(text => [...text.matchAll(/record (\w+)/g)].map(match => match[1])));
  const rules = documents.find(document => document.kind === 'PrometheusRule').spec.groups.flatMap(group => group.rules);
  return [
    ...alerts.filter(alert => !new RegExp(`^### ${alert.alert}$`, 'm').test(runbook)).map(alert => `${alert.alert} has no runbook entry in docs/operations.md`),
    ...[...alerts.map(alert => [alert.alert, alert.expr]), ...queries].flatMap(([who, expression]) =>
      (expression.match(metrics) ?? []).filter(metric => ![...exported, ...labels].includes(metric)).map(metric => `${who} asks for ${metric}, which nothing exports`)),
    ...[...alerts.map(alert => [alert.alert, alert.expr]), ...queries].flatMap(([who, expression]) => [...expression.matchAll(/event=~?"([^"]+)"/g)]
      .flatMap(match => match[1].split('|')).filter(event => !events.has(event)).map(event => `${who} asks for the event ${event}, which no aggregate has`)),
    ...(rules.length === alerts.length ? [] : ['not every alert is rendered']),
    ...(new Set(ids).size === ids.length ? [] : ['two panels have the same id']),
  ];
}
