"""A customer complains: python3 main.py http://localhost:8080 localhost:8081 [FOLDER OF THE GENERATED CLIENT]"""
import json
import os
import sys
import time
import urllib.request
import uuid

gateway, grpc_address, generated = (sys.argv[1:] + ["http://localhost:8080", "localhost:8081", "gen"][len(sys.argv) - 1:])[:3]
sys.path.insert(0, os.path.abspath(generated))

import grpc
import google

# The contracts bring google/api and google/rpc along, beside the installed google/protobuf.
google.__path__.append(os.path.join(os.path.abspath(generated), "google"))

from aftersales.complaint.v1 import complaint_pb2, complaint_service_pb2, complaint_service_pb2_grpc, timeline_service_pb2, timeline_service_pb2_grpc
from google.rpc import error_details_pb2, status_pb2


def development_token(subject, role):
    """In development anybody gets a token; an installation has an issuer of its own."""
    body = json.dumps({"merchant": "acme", "subject": subject, "roles": [role]}).encode()
    request = urllib.request.Request(f"{gateway}/development/token", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["token"]


def with_retries(call, request):
    """The request id was chosen before the first try, and stays the same for all of them."""
    wait = 0.5
    while True:
        try:
            return call(request, metadata=caller, timeout=30)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE or wait > 8:
                raise
            time.sleep(wait)
            wait *= 2


def details(error):
    """Reason and bad fields of a refusal."""
    trailer = next(value for key, value in error.trailing_metadata() if key == "grpc-status-details-bin")
    info, fields = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    for detail in status_pb2.Status.FromString(trailer).details:
        detail.Unpack(info)
        detail.Unpack(fields)
    return info.reason, [violation.field for violation in fields.field_violations]


caller = (("authorization", f"Bearer {development_token('buyer-py', 'customer')}"),)
channel = grpc.insecure_channel(grpc_address)
complaints = complaint_service_pb2_grpc.ComplaintServiceStub(channel)
timelines = timeline_service_pb2_grpc.TimelineServiceStub(channel)

request = complaint_service_pb2.OpenCaseRequest(
    request_id=str(uuid.uuid4()),
    type=complaint_pb2.CASE_TYPE_INQUIRY,
    channel=complaint_pb2.CHANNEL_WEB,
    description="Where can I see my invoices?",
)
opened = with_retries(complaints.OpenCase, request).case
print(f"opened {opened.case_id}, {complaint_pb2.CaseState.Name(opened.state)}, version {opened.version}")

again = with_retries(complaints.OpenCase, request).case
print("said again:", "the same case" if again.case_id == opened.case_id else "ANOTHER CASE")

now = with_retries(complaints.GetCase, complaint_service_pb2.GetCaseRequest(case_id=opened.case_id)).case
print(f"now: {complaint_pb2.CaseState.Name(now.state)}, waiting for {now.clock.waits_for}")

# What happens comes by itself. After a break, the last message's next_page_token says where to go on.
timeline = timelines.WatchTimeline(timeline_service_pb2.WatchTimelineRequest(case_id=opened.case_id), metadata=caller)
print("followed:", next(message for message in timeline if message.entries).entries[0].event)
timeline.cancel()

pages, found, page_token = 0, False, ""
while pages == 0 or page_token:
    page = with_retries(complaints.ListCases, complaint_service_pb2.ListCasesRequest(page_size=1, page_token=page_token))
    found |= any(case.case_id == opened.case_id for case in page.cases)
    pages, page_token = pages + 1, page.next_page_token
print("listed:", "found" if found else "NOT FOUND", "on", pages, "pages")

try:
    with_retries(complaints.OpenCase, complaint_service_pb2.OpenCaseRequest(request_id="not a UUID", description="?"))
except grpc.RpcError as error:
    reason, fields = details(error)
    print("refused:", reason, "at", ", ".join(fields))
