// An app on Dapr's published server: subscribes, asks for one event again, and ends when all have come.
import dapr from "@dapr/dapr";

const [appPort, sidecarPort, expected] = process.argv.slice(2);
const quiet = { level: dapr.LogLevel.Error, service: { error: (...m) => console.error(...m), warn() {}, info() {}, verbose() {}, debug() {} } };
const server = new dapr.DaprServer({
  serverHost: "127.0.0.1",
  serverPort: appPort,
  communicationProtocol: dapr.CommunicationProtocolEnum.GRPC,
  clientOptions: { daprHost: "127.0.0.1", daprPort: sidecarPort, communicationProtocol: dapr.CommunicationProtocolEnum.GRPC, logger: quiet },
  logger: quiet,
});
const seen = [];
await server.pubsub.subscribeWithOptions("pubsub", "cases", {
  callback: async data => {
    seen.push(data.n);
    if (data.n === 2 && seen.filter(n => n === 2).length === 1)
      return dapr.DaprPubSubStatusEnum.RETRY;
    if (seen.length === Number(expected)) {
      console.log(JSON.stringify(seen));
      setTimeout(() => process.exit(0), 100);
    }
    return dapr.DaprPubSubStatusEnum.SUCCESS;
  },
});
await server.start();
