// Takes the events that the suite posts to a webhook. This part is for Node.js alone; a page in a browser follows a watch.
import type { JsonValue } from "@bufbuild/protobuf";
import { createHmac, timingSafeEqual } from "node:crypto";
import { on, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Happened {
  type: string;
  subject: string;
  data: JsonValue;
}

// A real one keeps the ids of the events that it took, since each comes at least once.
export class Receiver {
  private readonly server = createServer();
  private readonly posts = on(this.server, "request", { signal: AbortSignal.timeout(60_000) });

  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  // Waits for an event about something; what others sent is refused.
  async next(signingSecret: string, about: string): Promise<Happened> {
    const secret = Buffer.from(signingSecret.replace("whsec_", ""), "base64");
    for await (const [request, response] of this.posts as AsyncIterable<[IncomingMessage, ServerResponse]>) {
      const body = Buffer.concat(await request.toArray());
      const good = isSigned(secret, request.headers, body);
      response.writeHead(good ? 204 : 401).end();
      if (!good) continue;
      const happened = JSON.parse(body.toString()) as Happened;
      if (happened.subject === about) return happened;
    }
    throw new Error("no event came");
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function isSigned(secret: Buffer, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const { "webhook-id": id, "webhook-timestamp": sent, "webhook-signature": signatures } = headers;
  const wanted = Buffer.from(`v1,${createHmac("sha256", secret).update(`${id}.${sent}.`).update(body).digest("base64")}`);
  const signed = `${signatures}`.split(" ").some((text) => {
    const given = Buffer.from(text);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  return signed && Math.abs(Date.now() / 1000 - Number(sent)) <= 300;
}
