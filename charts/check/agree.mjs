// Whether our schemas of Dapr's objects agree with Dapr's own CRDs: what ours allow, Dapr knows, with the same type; what Dapr requires, ours do. Takes a folder with the
// CRDs' YAML files (charts/dapr/crds of Dapr's repository), which are Dapr's and not kept here.
import fs from 'node:fs';
import path from 'node:path';
import { folder, YAML } from './files.mjs';

export function disagreements(crds) {
  const definitions = fs.readdirSync(crds).filter(file => file.endsWith('.yaml')).flatMap(file => YAML.parseAllDocuments(fs.readFileSync(path.join(crds, file), 'utf8')).map(document => document.toJS()))
    .filter(document => document?.kind === 'CustomResourceDefinition');
  return ['Component', 'Configuration', 'Resiliency'].flatMap(kind => {
    const crd = definitions.find(definition => definition.spec.names.kind === kind);
    if (!crd)
      return [`${kind}: there is no CRD of it in ${crds}`];
    const version = crd.spec.versions.find(candidate => candidate.name === 'v1alpha1');
    const { apiVersion, kind: _, metadata, ...ours } = JSON.parse(fs.readFileSync(path.join(folder, 'schemas', `${kind}.schema.json`), 'utf8')).properties;
    return compare({ type: 'object', properties: ours }, version.schema.openAPIV3Schema, kind);
  });
}

function compare(ours, theirs, where) {
  if (!theirs)
    return [`${where}: unknown to Dapr`];
  if (theirs['x-kubernetes-preserve-unknown-fields'])
    return [];
  const type = ours.type ?? (ours.enum ? typeof ours.enum[0] : undefined);
  return [
    ...(type === theirs.type ? [] : [`${where}: is ${type} here and ${theirs.type} with Dapr`]),
    ...(theirs.required ?? []).filter(field => ours.properties && !(field in ours.properties)).map(field => `${where}.${field}: required by Dapr, unknown here`),
    ...Object.entries(ours.properties ?? {}).flatMap(([field, schema]) => compare(schema, theirs.properties?.[field], `${where}.${field}`)),
    ...(typeof ours.additionalProperties === 'object' ? compare(ours.additionalProperties, theirs.additionalProperties, `${where}.*`) : []),
    ...(ours.items ? compare(ours.items, theirs.items, `${where}[]`) : []),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const found = disagreements(process.argv[2]);
  console.log(found.length > 0 ? found.join('\n') : 'our schemas agree with the CRDs');
  process.exit(found.length > 0 ? 1 : 0);
}
