// A customer complains: node out/main.js http://localhost:8080
import { fromJson } from "@bufbuild/protobuf";
import { ConnectError, createClient } from "@connectrpc/connect";
import { CaseOpenedSchema } from "./gen/aftersales/complaint/v1/complaint_events_pb.js";
import { CaseState, CaseType, Channel } from "./gen/aftersales/complaint/v1/complaint_pb.js";
import { ComplaintService } from "./gen/aftersales/complaint/v1/complaint_service_pb.js";
import { TimelineService } from "./gen/aftersales/complaint/v1/timeline_service_pb.js";
import { WebhookService } from "./gen/aftersales/directory/v1/webhooks_service_pb.js";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import { Receiver } from "./receiver.js";
import { transportOf, withRetries } from "./suite.js";

const gateway = process.argv[2] ?? "http://localhost:8080";
const customer = await transportOf(gateway, "buyer-ts", "customer");
const hooks = createClient(WebhookService, await transportOf(gateway, "lin", "supervisor"));
const complaints = createClient(ComplaintService, customer);
const timelines = createClient(TimelineService, customer);

// Events are posted to a webhook, which a supervisor makes.
const receiver = new Receiver();
const subscription = { requestId: crypto.randomUUID(), label: "sample", url: await receiver.listen(), eventTypes: [CaseOpenedSchema.typeName] };
const hook = await withRetries((options) => hooks.createSubscription(subscription, options));

const inquiry = (description: string) => ({
  requestId: crypto.randomUUID() as string,
  type: CaseType.INQUIRY,
  channel: Channel.WEB,
  description,
});

const request = inquiry("Where can I see my invoices?");
const opened = (await withRetries((options) => complaints.openCase(request, options))).case!;
console.log(`opened ${opened.caseId}, ${CaseState[opened.state]}, version ${opened.version}`);

const again = (await withRetries((options) => complaints.openCase(request, options))).case!;
console.log(`said again: ${again.caseId === opened.caseId ? "the same case" : "ANOTHER CASE"}`);

const now = (await withRetries((options) => complaints.getCase({ caseId: opened.caseId }, options))).case!;
console.log(`now: ${CaseState[now.state]}, waiting for ${now.clock?.waitsFor}`);

// What happens comes by itself. After a break, the last message's nextPageToken says where to go on.
const enough = new AbortController();
for await (const message of timelines.watchTimeline({ caseId: opened.caseId }, { signal: enough.signal })) {
  if (message.entries.length === 0) continue; // a sign of life
  console.log(`followed: ${message.entries[0]!.event}`);
  break;
}
enough.abort();

const other = inquiry("Do you have gift cards?");
await withRetries((options) => complaints.openCase(other, options));
let pages = 0;
let found = false;
for (let pageToken = ""; ; ) {
  const page = await withRetries((options) => complaints.listCases({ pageSize: 1, pageToken }, options));
  found ||= page.cases.some((one) => one.caseId === opened.caseId);
  pages++;
  pageToken = page.nextPageToken;
  if (pageToken === "") break;
}
console.log(`listed: ${found ? "found" : "NOT FOUND"} on ${pages} pages`);

try {
  await withRetries((options) => complaints.openCase({ ...request, requestId: "not a UUID", channel: Channel.UNSPECIFIED }, options));
} catch (error) {
  const refused = ConnectError.from(error);
  const reason = refused.findDetails(ErrorInfoSchema)[0]?.reason;
  const fields = refused.findDetails(BadRequestSchema)[0]?.fieldViolations.map((violation) => violation.field);
  console.log(`refused: ${reason} at ${fields?.join(", ")}`);
}

// Fields and values of enums that a newer suite has are passed over.
const happened = await receiver.next(hook.signingSecret, opened.caseId);
const event = fromJson(CaseOpenedSchema, happened.data, { ignoreUnknownFields: true });
console.log(`received: ${happened.type}, ${CaseType[event.case!.type]}`);
const ending = { requestId: crypto.randomUUID(), subscriptionId: hook.subscription!.subscriptionId };
await withRetries((options) => hooks.endSubscription(ending, options));
receiver.close();
