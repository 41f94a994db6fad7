// SBOMs against CycloneDX's own schema, and whole: everything that is depended on is there, and so is every package of the lock file.
import fs from 'node:fs';
import path from 'node:path';
import { projectOf, sbom } from '../images/sbom.mjs';
import { Ajv, packageFolder, root } from './files.mjs';

const schemas = path.join(packageFolder('@cyclonedx/cyclonedx-library'), 'res/schema');
const schema = name => JSON.parse(fs.readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
const named = name => ({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
const validate = new Ajv({ strict: false, validateFormats: false, schemas: [named('spdx'), named('jsf-0.82')] }).compile(schema('bom-1.6'));

export function sbomProblems(app) {
  const bill = sbom(app, '0.1.0');
  const refs = new Set(bill.components.map(component => component['bom-ref']));
  const locked = JSON.parse(fs.readFileSync(path.join(root, projectOf(app), 'packages.lock.json'), 'utf8')).dependencies['net10.0'];
  return [
    ...(validate(bill) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`)),
    ...bill.dependencies.flatMap(dependency => dependency.dependsOn).filter(ref => !refs.has(ref)).map(ref => `${ref} is needed and not there`),
    ...(bill.components.length === Object.keys(locked).length ? [] : ['not every package of the lock file is there']),
    ...bill.components.filter(component => component.purl && component.hashes[0].content.length !== 128).map(component => `${component.name} has no SHA-512`),
  ];
}
