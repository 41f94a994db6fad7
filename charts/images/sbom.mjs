// What an app is made of, from its lock file: CycloneDX 1.6 as JSON. The runtime is the base image's and not in it. Licences are not in a lock file, so not here either.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export const projectOf = app => (app === 'gateway' ? 'gateway' : `services/${app[0].toUpperCase()}${app.slice(1)}`);

/** The bill of materials of an app in a version. The same for the same lock file. */
export function sbom(app, version) {
  const file = path.join(root, projectOf(app), 'packages.lock.json');
  const text = fs.readFileSync(file);
  const locked = JSON.parse(text).dependencies['net10.0'];
  const names = new Map(Object.entries(locked).map(([name, entry]) => [name.toLowerCase(), { name: nameOf(name, entry), ...entry }]));
  const refOf = name => {
    const entry = names.get(name.toLowerCase());
    return entry.type === 'Project' ? `project:${entry.name}` : `pkg:nuget/${entry.name}@${entry.resolved}`;
  };
  const self = `app:${app}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid(createHash('sha256').update(`${app}\n${version}\n`).update(text).digest('hex'))}`,
    version: 1,
    metadata: {
      component: { 'bom-ref': self, type: 'application', name: `aftersales/${app}`, version },
    },
    components: [...names.keys()].sort().map(name => component(names.get(name), refOf(name), version)),
    dependencies: [
      { ref: self, dependsOn: [...names].filter(([, entry]) => entry.type === 'Direct' || entry.type === 'Project').map(([name]) => refOf(name)).sort() },
      ...[...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => ({
        ref: refOf(name),
        dependsOn: Object.keys(entry.dependencies ?? {}).filter(needed => names.has(needed.toLowerCase())).map(refOf).sort(),
      })),
    ],
  };
}

// Lock files write our projects in lower case.
const nameOf = (name, entry) => (entry.type === 'Project' ? fs.readdirSync(path.join(root, 'standins')).find(folder => folder.toLowerCase() === name) ?? name : name);

function component(entry, ref, version) {
  if (entry.type === 'Project') {
    const isStandIn = fs.existsSync(path.join(root, 'standins', entry.name));
    return {
      'bom-ref': ref, type: 'library', name: entry.name, version,
      description: isStandIn ? 'Our stand-in of the package of this name (standins/README.md)' : 'Part of the suite',
    };
  }
  return {
    'bom-ref': ref, type: 'library', name: entry.name, version: entry.resolved, purl: ref,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(entry.contentHash, 'base64').toString('hex') }],
  };
}

const uuid = hash => `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [app, version] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(sbom(app, version), null, 2)}\n`);
}
