// An OTLP collector in small: takes traces and metrics over gRPC, keeps the bytes as they came in a file, and the spans to look at.
import fs from 'node:fs';
import { grpc } from './files.mjs';

const raw = bytes => bytes;
const method = service => ({ path: `/opentelemetry.proto.collector.${service}/Export`, requestStream: false, responseStream: false, requestSerialize: raw, requestDeserialize: raw, responseSerialize: raw, responseDeserialize: raw });

/** Fields of a protobuf message, by number: bytes of strings, bytes and messages; numbers of the rest are not looked at. */
function fields(bytes) {
  const found = {};
  let at = 0;
  while (at < bytes.length) {
    const key = varint();
    if ((key & 7) === 2) {
      const length = varint();
      (found[key >>> 3] ??= []).push(bytes.subarray(at, at += length));
    } else if ((key & 7) === 0) {
      varint();
    } else {
      at += (key & 7) === 1 ? 8 : 4;
    }
  }
  return found;

  function varint() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128)
        return value;
    }
  }
}

const text = bytes => bytes?.[0]?.toString('utf8') ?? '';
const hex = bytes => bytes?.[0]?.toString('hex') ?? '';
const attributes = list => Object.fromEntries((list ?? []).map(fields).map(pair => [text(pair[1]), text(fields(pair[2]?.[0] ?? Buffer.alloc(0))[1])]));

/** `spans` of an ExportTraceServiceRequest. */
function* spansOf(request) {
  for (const resource of (fields(request)[1] ?? []).map(fields)) {
    const service = attributes(fields(resource[1][0])[1])['service.name'];
    for (const scope of (resource[2] ?? []).map(fields))
      for (const span of (scope[2] ?? []).map(fields))
        yield { service, scope: text(fields(scope[1][0])[1]), trace: hex(span[1]), id: hex(span[2]), parent: hex(span[4]), name: text(span[5]), attributes: attributes(span[9]) };
  }
}

/** @returns {Promise<{ endpoint: string, spans: object[], stop: () => void }>} */
export async function collect(file) {
  const spans = [];
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1 });
  const take = keep => ({ request }, answer) => {
    fs.appendFileSync(file, request);
    // Apart, since an exception in here would go to the sender alone.
    setImmediate(keep, request);
    answer(null, Buffer.alloc(0));
  };
  server.addService({ Export: method('trace.v1.TraceService') }, { Export: take(request => spans.push(...spansOf(request))) });
  server.addService({ Export: method('metrics.v1.MetricsService') }, { Export: take(() => {}) });
  const port = await new Promise((done, failed) => server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => error ? failed(error) : done(bound)));
  return { endpoint: `http://127.0.0.1:${port}`, spans, stop: () => server.forceShutdown() };
}
