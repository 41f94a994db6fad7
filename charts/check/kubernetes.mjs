// Manifests against Kubernetes' own types, offline: each document becomes an object literal that TypeScript checks, so that unknown fields fail too. Kinds that Kubernetes
// does not know (Dapr's, the Prometheus operator's) are checked against JSON schemas of our own.
import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020, folder, packageFolder, ts } from './files.mjs';

const types = packageFolder('kubernetes-types');

const moduleOf = apiVersion => {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  return `${group.replace(/\.k8s\.io$/, '')}/${version}`;
};

const isKubernetes = document => {
  const file = path.join(types, `${moduleOf(document.apiVersion)}.d.ts`);
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes(`export interface ${document.kind} {`);
};

export const nameOf = document => `${document.kind} ${document.metadata?.name}`;

const ajv = new Ajv2020({ allErrors: true });
const schemas = new Map();

function schemaOf({ apiVersion, kind }) {
  const file = path.join(folder, 'schemas', `${kind}.schema.json`);
  if (!schemas.has(kind))
    schemas.set(kind, fs.existsSync(file) ? ajv.compile(JSON.parse(fs.readFileSync(file, 'utf8'))) : null);
  const schema = schemas.get(kind);
  return schema?.schema.properties.apiVersion.const === apiVersion ? schema : null;
}

/** What is wrong with the documents, each named. */
export function problems(documents) {
  const typed = documents.filter(isKubernetes);
  return [...documents.filter(document => !isKubernetes(document)).flatMap(againstSchema), ...againstTypes(typed)];
}

function againstSchema(document) {
  const validate = schemaOf(document);
  if (!validate)
    return [`${nameOf(document)}: nobody knows ${document.apiVersion} ${document.kind}`];
  return validate(document) ? [] : validate.errors.map(error =>
    `${nameOf(document)}: ${error.instancePath || '/'} ${error.message} ${error.params?.additionalProperty ?? ''}`.trimEnd());
}

// What the compiler has read before.
const parsed = new Map();

function againstTypes(documents) {
  if (documents.length === 0)
    return [];
  const lines = documents.map((document, index) =>
    `export const d${index}: import("${types}/${moduleOf(document.apiVersion)}").${document.kind} = ${JSON.stringify(document)};`);
  const name = path.join(folder, 'manifests.ts');
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const text = lines.join('\n');
  host.getSourceFile = (file, ...more) => {
    if (file === name)
      return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    if (!parsed.has(file))
      parsed.set(file, getSourceFile.call(host, file, ...more));
    return parsed.get(file);
  };
  host.fileExists = file => file === name || fileExists.call(host, file);
  host.readFile = file => (file === name ? text : readFile.call(host, file));
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map(found => {
    const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start).line : 0;
    return `${nameOf(documents[line])}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`;
  });
}
