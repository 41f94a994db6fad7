// What the chart repeats of the suite, read from where it stands: who may call what (the contracts) and who takes which topics (the services' registrations).
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { csharp, root, services } from './files.mjs';

const contextOf = name => /^aftersales\.([a-z]+)\.v1$/.exec(name ?? '')?.[1];

const image = () => JSON.parse(execFileSync(path.join(root, 'tools/node_modules/.bin/buf'), ['build', '-o', '-#format=json'], { cwd: root, maxBuffer: 1 << 28 }));

/** Who serves the contracts of a context: the service of that name, and of operations all of them. */
const servedBy = context => (context === 'operations' ? services : [context]);

/** callee → caller → methods, from the option `access` in the contracts' descriptors. */
export function access() {
  const callees = {};
  for (const file of image().file)
    for (const service of contextOf(file.package) ? file.service ?? [] : [])
      for (const method of service.method) {
        const callers = method.options?.['[aftersales.type.v1.access]']?.callers ?? [];
        if (callers.length === 0)
          throw new Error(`${file.package}.${service.name}.${method.name} names no callers: nobody could call it.`);
        for (const callee of servedBy(contextOf(file.package)))
          for (const caller of callers)
            ((callees[callee] ??= {})[caller] ??= []).push(`/${file.package}.${service.name}/${method.name}`);
      }
  return sorted(callees);
}

/** service → topics beside its own that it publishes on, from the option `topic` of its events. */
function named() {
  const topics = {};
  for (const file of image().file)
    for (const message of file.messageType ?? []) {
      const topic = message.options?.['[aftersales.type.v1.topic]'];
      if (topic)
        ((topics[contextOf(file.package)] ??= new Set())).add(`aftersales.${topic}`);
    }
  return topics;
}

/** service → topics that it takes, from `On<Event, Handler>("publisher")` and `OnEvery<Handler>("publisher")`. */
export function topics(services) {
  const subscribed = {};
  for (const service of services) {
    const text = csharp(`services/${service[0].toUpperCase()}${service.slice(1)}`).join('\n');
    const publishers = [...text.matchAll(/\bservice\.On(?:Every)?<[^>]+>\("([a-z]+)"\)/g)].map(match => match[1]);
    const registrations = [...text.matchAll(/\.On(?:Every)?</g)].length;
    if (registrations !== publishers.length)
      throw new Error(`${service} registers ${registrations} handlers, of which only ${publishers.length} are written as this reads them: service.On<Event, Handler>("publisher").`);
    if (publishers.length > 0)
      subscribed[service] = [...new Set(publishers)].sort().map(publisher => `aftersales.${publisher}`);
  }
  const own = Object.fromEntries(services.map(service => [service, `aftersales.${service}`]));
  const more = named();
  const dead = topic => `${topic}.dead`;
  return sorted({
    all: [...new Set([...Object.values(own), ...Object.values(more).flatMap(topics => [...topics]), ...Object.values(subscribed).flat()])].flatMap(topic => [topic, dead(topic)]).sort(),
    published: Object.fromEntries(services.map(service => [service, [own[service], ...(more[service] ?? []), ...(subscribed[service] ?? []).map(dead)]])),
    subscribed: Object.fromEntries(services.map(service => [service, subscribed[service] ?? []])),
  });
}

function sorted(value) {
  if (Array.isArray(value))
    return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, typeof inner === 'object' ? sorted(inner) : inner]));
}
