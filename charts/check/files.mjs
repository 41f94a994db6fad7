// Where things are, and how the chart is rendered.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(folder, '../..');
export const chart = path.join(root, 'charts/aftersales');
export const services = ['compensation', 'complaint', 'directory', 'invoice', 'refund', 'returns', 'tracking'];

/** What a profile is made of, in order. */
export const profiles = {
  default: [],
  dev: ['values-dev.yaml'],
  production: ['values-production.yaml'],
  ha: ['values-production.yaml', 'values-ha.yaml'],
};

// The packages are in tools/, where an import from here would not look.
const tools = createRequire(path.join(root, 'tools/package.json'));
export const YAML = tools('yaml');
export const ts = tools('typescript');
export const grpc = tools('@grpc/grpc-js');
export const Ajv2020 = tools('ajv/dist/2020').default;
export const Ajv = tools('ajv').default;
export const packageFolder = name => path.join(root, 'tools/node_modules', name);

/** The texts of all C# files below a folder of the repository. */
export const csharp = below => fs.readdirSync(path.join(root, below), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.cs') && !/\/(bin|obj)(\/|$)/.test(entry.parentPath))
  .map(entry => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));

const pinned = path.join(root, 'tools/bin/helm');
const helm = fs.existsSync(pinned) ? pinned : 'helm';

/** Helm's output; throws with its error. */
export function run(...args) {
  return execFileSync(helm, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Helm's exit code and whatever it said. */
export function attempt(...args) {
  const { status, stdout, stderr, error } = spawnSync(helm, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error)
    throw new Error(`${helm} does not run (${error.message}): tools/install brings it.`);
  return { status, said: stdout + stderr };
}

export const valuesOf = profile => profiles[profile].flatMap(file => ['-f', path.join(chart, file)]);

/** The text of a profile's manifests. `set`: further `--set` arguments. */
export const render = (profile, set = []) => run('template', 'aftersales', chart, '-n', 'aftersales', ...valuesOf(profile), ...set.flatMap(value => ['--set', value]));

/** What is wrong with a values file as YAML: keys that stand twice, for one. */
export const doubledKeys = file => YAML.parseDocument(fs.readFileSync(path.join(chart, file), 'utf8')).errors.map(error => error.message.split('\n')[0]);

export const documents = text => YAML.parseAllDocuments(text).map(document => {
  if (document.errors.length > 0)
    throw document.errors[0];
  return document.toJS();
}).filter(document => document !== null);
