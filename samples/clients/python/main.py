"""A customer complains: python3 main.py http://localhost:8080 localhost:8081 [FOLDER OF THE GENERATED CLIENT]"""
import os
import sys
import uuid

gateway, grpc_address, generated = (sys.argv[1:] + ["http://localhost:8080", "localhost:8081", "gen"][len(sys.argv) - 1:])[:3]
sys.path.insert(0, os.path.abspath(generated))

import grpc
import google

# The contracts bring google/api and google/rpc along, beside the installed google/protobuf.
google.__path__.append(os.path.join(os.path.abspath(generated), "google"))

from aftersales.complaint.v1 import (
    complaint_events_pb2, complaint_pb2, complaint_service_pb2, complaint_service_pb2_grpc, timeline_service_pb2, timeline_service_pb2_grpc)
from aftersales.directory.v1 import webhooks_service_pb2, webhooks_service_pb2_grpc
from google.protobuf import json_format
from receiver import Receiver
from suite import development_token, refusal, with_retries


def bearer(subject, role):
    return (("authorization", f"Bearer {development_token(gateway, subject, role)}"),)


supervisor, customer = bearer("lin", "supervisor"), bearer("buyer-py", "customer")
channel = grpc.insecure_channel(grpc_address)
hooks = webhooks_service_pb2_grpc.WebhookServiceStub(channel)
complaints = complaint_service_pb2_grpc.ComplaintServiceStub(channel)
timelines = timeline_service_pb2_grpc.TimelineServiceStub(channel)

# Events are posted to a webhook, which a supervisor makes.
receiver = Receiver()
hook = with_retries(hooks.CreateSubscription, webhooks_service_pb2.CreateSubscriptionRequest(
    request_id=str(uuid.uuid4()),
    label="sample",
    url=receiver.address,
    event_types=[complaint_events_pb2.CaseOpened.DESCRIPTOR.full_name],
), supervisor)


def inquiry(question):
    return complaint_service_pb2.OpenCaseRequest(
        request_id=str(uuid.uuid4()),
        type=complaint_pb2.CASE_TYPE_INQUIRY,
        channel=complaint_pb2.CHANNEL_WEB,
        description=question,
    )


request = inquiry("Where can I see my invoices?")
opened = with_retries(complaints.OpenCase, request, customer).case
print(f"opened {opened.case_id}, {complaint_pb2.CaseState.Name(opened.state)}, version {opened.version}")

again = with_retries(complaints.OpenCase, request, customer).case
print("said again:", "the same case" if again.case_id == opened.case_id else "ANOTHER CASE")

now = with_retries(complaints.GetCase, complaint_service_pb2.GetCaseRequest(case_id=opened.case_id), customer).case
print(f"now: {complaint_pb2.CaseState.Name(now.state)}, waiting for {now.clock.waits_for}")

# What happens comes by itself. After a break, the last message's next_page_token says where to go on.
timeline = timelines.WatchTimeline(timeline_service_pb2.WatchTimelineRequest(case_id=opened.case_id), metadata=customer)
print("followed:", next(message for message in timeline if message.entries).entries[0].event)
timeline.cancel()

with_retries(complaints.OpenCase, inquiry("Do you have gift cards?"), customer)
pages, found, page_token = 0, False, ""
while pages == 0 or page_token:
    page = with_retries(complaints.ListCases, complaint_service_pb2.ListCasesRequest(page_size=1, page_token=page_token), customer)
    found |= any(case.case_id == opened.case_id for case in page.cases)
    pages, page_token = pages + 1, page.next_page_token
print("listed:", "found" if found else "NOT FOUND", "on", pages, "pages")

try:
    with_retries(complaints.OpenCase, complaint_service_pb2.OpenCaseRequest(request_id="not a UUID", description="?"), customer)
except grpc.RpcError as error:
    print("refused:", refusal(error).reason, "at", ", ".join(refusal(error).fields))

# Fields and values of enums that a newer suite has are passed over.
happened = receiver.next(hook.signing_secret, about=opened.case_id)
event = json_format.ParseDict(happened["data"], complaint_events_pb2.CaseOpened(), ignore_unknown_fields=True)
print(f"received: {happened['type']}, {complaint_pb2.CaseType.Name(event.case.type)}")
with_retries(hooks.EndSubscription, webhooks_service_pb2.EndSubscriptionRequest(
    request_id=str(uuid.uuid4()), subscription_id=hook.subscription.subscription_id), supervisor)
