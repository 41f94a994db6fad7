// A customer complains: node out/main.js http://localhost:8080
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { CaseState, CaseType, Channel } from "./gen/aftersales/complaint/v1/complaint_pb.js";
import { ComplaintService } from "./gen/aftersales/complaint/v1/complaint_service_pb.js";
import { TimelineService } from "./gen/aftersales/complaint/v1/timeline_service_pb.js";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";

declare const process: { argv: string[] };
const gateway = process.argv[2] ?? "http://localhost:8080";

// In development anybody gets a token; an installation has an issuer of its own.
async function developmentToken(subject: string, role: string): Promise<string> {
  const response = await fetch(`${gateway}/development/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ merchant: "acme", subject, roles: [role] }),
  });
  return ((await response.json()) as { token: string }).token;
}

const token = await developmentToken("buyer-ts", "customer");
const authorize: Interceptor = (next) => (request) => {
  request.header.set("authorization", `Bearer ${token}`);
  return next(request);
};
const transport = createGrpcWebTransport({ baseUrl: gateway, interceptors: [authorize] });
const complaints = createClient(ComplaintService, transport);
const timelines = createClient(TimelineService, transport);

// The request id is chosen before the first try, and stays the same for all of them.
async function withRetries<T>(call: () => Promise<T>): Promise<T> {
  for (let wait = 500; ; wait *= 2) {
    try {
      return await call();
    } catch (error) {
      if (ConnectError.from(error).code !== Code.Unavailable || wait > 8000) throw error;
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
}

const request = {
  requestId: crypto.randomUUID(),
  type: CaseType.INQUIRY,
  channel: Channel.WEB,
  description: "Where can I see my invoices?",
};
const opened = (await withRetries(() => complaints.openCase(request))).case!;
console.log(`opened ${opened.caseId}, ${CaseState[opened.state]}, version ${opened.version}`);

const again = (await withRetries(() => complaints.openCase(request))).case!;
console.log(`said again: ${again.caseId === opened.caseId ? "the same case" : "ANOTHER CASE"}`);

const now = (await complaints.getCase({ caseId: opened.caseId })).case!;
console.log(`now: ${CaseState[now.state]}, waiting for ${now.clock?.waitsFor}`);

// What happens comes by itself. After a break, the last message's nextPageToken says where to go on.
const enough = new AbortController();
for await (const message of timelines.watchTimeline({ caseId: opened.caseId }, { signal: enough.signal })) {
  if (message.entries.length === 0) continue; // a sign of life
  console.log(`followed: ${message.entries[0]!.event}`);
  break;
}
enough.abort();

let pages = 0;
let found = false;
for (let pageToken = ""; ; ) {
  const page = await complaints.listCases({ pageSize: 1, pageToken });
  found ||= page.cases.some((one) => one.caseId === opened.caseId);
  pages++;
  pageToken = page.nextPageToken;
  if (pageToken === "") break;
}
console.log(`listed: ${found ? "found" : "NOT FOUND"} on ${pages} pages`);

try {
  await complaints.openCase({ ...request, requestId: "not a UUID", channel: Channel.UNSPECIFIED });
} catch (error) {
  const refused = ConnectError.from(error);
  const reason = refused.findDetails(ErrorInfoSchema)[0]?.reason;
  const fields = refused.findDetails(BadRequestSchema)[0]?.fieldViolations.map((violation) => violation.field);
  console.log(`refused: ${reason} at ${fields?.join(", ")}`);
}
