// README.md of the chart: its introduction, and a row for each value that values.yaml explains with "# --".
import fs from 'node:fs';
import path from 'node:path';
import { chart, YAML } from './files.mjs';

/** The chart's README. Throws when a value is explained nowhere. */
export function readme() {
  const text = fs.readFileSync(path.join(chart, 'values.yaml'), 'utf8');
  const rows = [];
  describe(YAML.parseDocument(text).contents, [], false, rows);
  const table = rows.map(([name, meaning, value]) => `| \`${name}\` | ${meaning} | ${value} |`);
  return [
    fs.readFileSync(path.join(chart, 'README.head.md'), 'utf8').trimEnd(),
    '',
    '## Values',
    '',
    '| value | meaning | default |',
    '|---|---|---|',
    ...table,
    '',
  ].join('\n');
}

function describe(map, above, isExplained, rows) {
  map.items.forEach((pair, index) => {
    const name = [...above, pair.key.value];
    // The library gives the comment above a map's first entry to the map.
    const comment = pair.key.commentBefore ?? (index === 0 ? map.commentBefore : undefined);
    const meaning = /^ -- (.*)$/m.exec(comment ?? '')?.[1];
    if (meaning)
      rows.push([name.join('.'), meaning, sample(pair.value)]);
    else if (YAML.isMap(pair.value) && pair.value.items.length > 0 && !pair.value.flow)
      describe(pair.value, name, isExplained, rows);
    else if (!isKubernetes(name) && name[0] !== 'services')
      throw new Error(`${name.join('.')} in values.yaml has no comment that begins with "--".`);
  });
}

const sample = value => `\`${JSON.stringify(value.toJSON())}\``;

// Explained by Kubernetes, or by the comment of a neighbour.
const isKubernetes = name => name.includes('resources') || ['tolerations', 'priorityClassName'].includes(name.at(-1));
