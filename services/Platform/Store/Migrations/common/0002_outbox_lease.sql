-- The token of the lease under which a relay holds the row: one whose lease has run out no longer has a say, as with work.
alter table outbox add column lease text;
