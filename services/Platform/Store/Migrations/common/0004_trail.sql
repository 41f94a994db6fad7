-- Who did what: the method (or event, or work) that an event follows from, and the person for whom a service acted; null in older rows.
alter table events add column method text;
alter table events add column acts_for text;
-- The trail is read by time, and by whose decision it was.
create index events_by_time on events (merchant, at, kind, id, version);
create index events_by_person on events (merchant, (coalesce(acts_for, person)), at, kind, id, version);
