"""Takes the events that the suite posts to a webhook."""
import base64
import hashlib
import hmac
import http.server
import json
import time


class Receiver(http.server.HTTPServer):
    """A real one keeps the ids of the events that it took, since each comes at least once."""

    timeout = 30

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Hook)
        self.address = f"http://127.0.0.1:{self.server_port}/"
        self.happened = []

    def next(self, signing_secret, about):
        """Waits for an event about something; what others sent is refused."""
        self.secret = base64.b64decode(signing_secret.removeprefix("whsec_"))
        while True:
            self.handle_request()
            for event in self.happened:
                if event["subject"] == about:
                    return event

    def handle_timeout(self):
        raise TimeoutError("no event came")


class Hook(http.server.BaseHTTPRequestHandler):
    timeout = 10

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers["content-length"]), 1_000_000))
        good = self.is_signed(body)
        if good:
            self.server.happened.append(json.loads(body))
        self.send_response(204 if good else 401)
        self.end_headers()

    def is_signed(self, body):
        event_id, sent, signatures = (self.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
        signature = hmac.digest(self.server.secret, f"{event_id}.{sent}.".encode() + body, hashlib.sha256)
        wanted = b"v1," + base64.b64encode(signature)
        signed = any(hmac.compare_digest(wanted, given.encode()) for given in signatures.split())
        return signed and abs(time.time() - int(sent)) <= 300

    def log_message(self, *_):
        pass
