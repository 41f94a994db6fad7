// What every caller of the suite needs: who calls, and calls that are made again.
import { durationMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type CallOptions, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { RetryInfoSchema } from "./gen/google/rpc/error_details_pb.js";

const patience = 30_000; // ms for a call, all its tries included

export async function transportOf(gateway: string, subject: string, role: string): Promise<Transport> {
  const token = await developmentToken(gateway, subject, role);
  const authorize: Interceptor = (next) => (request) => {
    request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
  return createGrpcWebTransport({ baseUrl: gateway, interceptors: [authorize] });
}

// In development anybody gets a token; an installation has an issuer of its own.
async function developmentToken(gateway: string, subject: string, role: string): Promise<string> {
  const response = await fetch(`${gateway}/development/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ merchant: "acme", subject, roles: [role] }),
  });
  return ((await response.json()) as { token: string }).token;
}

// Makes a call until it is answered. The request id is chosen before the first try, and stays the same for all of them.
export async function withRetries<T>(call: (options: CallOptions) => Promise<T>): Promise<T> {
  const end = Date.now() + patience;
  for (let wait = 500; ; wait *= 2) {
    try {
      return await call({ timeoutMs: end - Date.now() });
    } catch (error) {
      const pause = pauseAfter(ConnectError.from(error), wait);
      if (pause === undefined || Date.now() + pause > end) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}

// Milliseconds until the next try: as the suite says, else some of what is left to chance; undefined where another try would not mend it.
function pauseAfter(error: ConnectError, wait: number): number | undefined {
  const told = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  if (isAway(error)) return told ? durationMs(told) : wait * (0.5 + Math.random() / 2);
  return error.code === Code.ResourceExhausted && told ? durationMs(told) : undefined;
}

// fetch says a TypeError when nobody answers.
function isAway(error: ConnectError): boolean {
  return error.code === Code.Unavailable || error.cause instanceof TypeError;
}
