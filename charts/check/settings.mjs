// Whether what the chart sets is what the programs read: every part of a setting's name has to stand in a text of the source.
import { csharp } from './files.mjs';

const texts = [...csharp('services'), ...csharp('gateway')].flatMap(source => source.match(/"(?:[^"\\\n]|\\.)*"/g) ?? []);
const words = new Set(texts.flatMap(text => text.match(/[A-Za-z0-9_]+/g) ?? []));

// Read by .NET itself.
const runtime = ['DOTNET_EnableDiagnostics'];

export function unknownSettings(documents) {
  const containers = documents.filter(document => ['Deployment', 'Job'].includes(document.kind)).flatMap(document =>
    document.spec.template.spec.containers.map(container => [document.metadata.name, container]));
  return containers.flatMap(([name, container]) => container.env.filter(entry => !runtime.includes(entry.name)).flatMap(entry =>
    entry.name.split('__').filter(part => !words.has(part) && !entry.name.startsWith('Logging__LogLevel__')).map(part => `${name}: ${entry.name}: nothing reads ${part}`)));
}
