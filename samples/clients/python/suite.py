"""What every caller of the suite needs: a token, calls that are made again, and why one was refused."""
import json
import random
import time
import typing
import urllib.request

import grpc
from google.rpc import error_details_pb2, status_pb2

PATIENCE = 30  # seconds for a call, all its tries included


def development_token(gateway, subject, role):
    """In development anybody gets a token; an installation has an issuer of its own."""
    body = json.dumps({"merchant": "acme", "subject": subject, "roles": [role]}).encode()
    request = urllib.request.Request(f"{gateway}/development/token", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["token"]


class Refusal(typing.NamedTuple):
    reason: str
    fields: list  # bad fields, all at once
    retry_after: float | None  # the least time to wait before another try, in seconds


def refusal(error):
    """Why a call was refused. What has no reason was not said by the suite, but by something on the way."""
    trailer = next((value for key, value in error.trailing_metadata() or () if key == "grpc-status-details-bin"), b"")
    info, bad, retry = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest(), error_details_pb2.RetryInfo()
    told = None
    for detail in status_pb2.Status.FromString(trailer).details:
        detail.Unpack(info)
        detail.Unpack(bad)
        if detail.Unpack(retry):
            told = retry.retry_delay.ToTimedelta().total_seconds()
    return Refusal(info.reason, [violation.field for violation in bad.field_violations], told)


def with_retries(call, request, caller):
    """Makes a call until it is answered. The request id was chosen before the first try, and stays the same for all of them."""
    wait, end = 0.5, time.monotonic() + PATIENCE
    while True:
        try:
            return call(request, metadata=caller, timeout=end - time.monotonic())
        except grpc.RpcError as error:
            pause = pause_after(error, wait)
            if pause is None or time.monotonic() + pause > end:
                raise
            time.sleep(pause)
            wait *= 2


def pause_after(error, wait):
    """Seconds until the next try: as the suite says, else some of what is left to chance; None where another try would not mend it."""
    told = refusal(error).retry_after
    if error.code() == grpc.StatusCode.UNAVAILABLE:
        return wait * random.uniform(0.5, 1) if told is None else told
    return told if error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED else None
