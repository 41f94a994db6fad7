// node call.cjs HOST:PORT PROTO: calls the echo service with compressed requests and prints what comes back.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, proto] = process.argv.slice(2);
const { standins } = grpc.loadPackageDefinition(loader.loadSync(proto, { defaults: true }));
const client = new standins.v1.Echo(address, grpc.credentials.createInsecure(), {
  'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip,
});
const call = (method, ping) => new Promise((resolve, reject) =>
  client[method](ping, { deadline: Date.now() + 20_000 }, (error, pong) => error ? reject(error) : resolve(pong)));

(async () => {
  console.log(JSON.stringify(await call('Unary', {})));
  console.log(JSON.stringify(await call('Unary', { text: 'text', number: 7 })));
  await call('Refuse', {}).catch(error => console.log(grpc.status[error.code], error.details));
  client.close();
})().catch(error => { console.error(error); process.exit(1); });
