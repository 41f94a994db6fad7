// Dapr's published client asks everything that the suite asks; prints what it got.
import dapr from "@dapr/dapr";

const [protocol, port] = process.argv.slice(2);
const client = new dapr.DaprClient({
  daprHost: "127.0.0.1",
  daprPort: port,
  communicationProtocol: protocol === "grpc" ? dapr.CommunicationProtocolEnum.GRPC : dapr.CommunicationProtocolEnum.HTTP,
  logger: { level: dapr.LogLevel.Error, service: { error: (...m) => console.error(...m), warn() {}, info() {}, verbose() {}, debug() {} } },
});
await client.start();
const published = await client.pubsub.publish("pubsub", "cases", { from: protocol, amount: "9007199254740993" });
const event = { specversion: "1.0", id: `evt-${protocol}`, type: "case.opened", source: "javascript", subject: "case_1", datacontenttype: "application/json", data: { n: 1 } };
const publishedEvent = await client.pubsub.publish("pubsub", "cases", event, { contentType: "application/cloudevents+json" });
const refused = await client.pubsub.publish("elsewhere", "cases", {}).catch(error => ({ error }));
console.log(JSON.stringify({
  published: published.error === undefined && publishedEvent.error === undefined,
  refused: refused.error !== undefined,
  secret: await client.secret.get("secrets", "db:password"),
  bulk: await client.secret.getBulk("secrets"),
  metadata: (await client.metadata.get()).id,
}));
await client.stop();
process.exit(0);
