-- Both databases. {{ordinal}}, {{identity}}, {{bytes}} and {{clustered}} stand for what the two write differently.
-- Times are ticks of 100 ns since 1970; JSON is text, since the database never looks inside.

create table states (
    merchant {{ordinal}} not null,
    kind     {{ordinal}} not null,
    id       {{ordinal}} not null,
    version  bigint not null constraint states_version check (version > 0),
    state    text not null,
    primary key (merchant, kind, id)
);

create table events (
    merchant   {{ordinal}} not null,
    kind       {{ordinal}} not null,
    id         {{ordinal}} not null,
    version    bigint not null,
    type       text not null,
    body       text not null,
    person     text not null,
    app        text not null,
    request_id text,
    body_hash  text,
    trace_id   text,
    at         bigint not null,
    primary key (merchant, kind, id, version)
);

create table requests (
    merchant   {{ordinal}} not null,
    caller     {{ordinal}} not null,
    method     {{ordinal}} not null,
    request_id {{ordinal}} not null,
    body_hash  text not null,
    reply      {{bytes}} not null,
    at         bigint not null,
    primary key (merchant, caller, method, request_id)
);
create index requests_by_age on requests (at);

create table inbox (
    merchant {{ordinal}} not null,
    event_id {{ordinal}} not null,
    consumer {{ordinal}} not null,
    at       bigint not null,
    primary key (merchant, event_id, consumer)
) {{clustered}};
create index inbox_by_age on inbox (at);

create table claims (
    merchant {{ordinal}} not null,
    name     {{ordinal}} not null,
    holder   text not null,
    primary key (merchant, name)
) {{clustered}};

create table counters (
    merchant {{ordinal}} not null,
    name     {{ordinal}} not null,
    value    bigint not null,
    ceiling  bigint not null,
    primary key (merchant, name),
    constraint counters_bounds check (value between 0 and ceiling)
) {{clustered}};

create table lists (
    merchant  {{ordinal}} not null,
    list      {{ordinal}} not null,
    sort_key  {{ordinal}} not null,
    item      {{ordinal}} not null,
    aggregate {{ordinal}} not null,
    primary key (merchant, list, sort_key, item)
) {{clustered}};

create table documents (
    merchant {{ordinal}} not null,
    kind     {{ordinal}} not null,
    id       {{ordinal}} not null,
    version  bigint not null,
    body     text not null,
    primary key (merchant, kind, id)
);

-- "available" is the real time from which a row may be leased: in the future while it is leased or waits for another try, 0 when it is new or
-- published.
create table outbox (
    id        {{identity}},
    merchant  {{ordinal}} not null,
    event_id  text not null,
    aggregate {{ordinal}} not null,
    version   bigint not null,
    topic     text not null,
    body      text not null,
    attempts  integer not null default 0,
    available bigint not null default 0,
    published bigint
);
-- What waits is small however much was published, and so are the indexes that the relay reads.
create index outbox_waiting on outbox (id) where published is null;
create index outbox_in_hand on outbox (merchant, aggregate, available) where available > 0;
create index outbox_published on outbox (published) where published is not null;

create table work (
    merchant  {{ordinal}} not null,
    kind      {{ordinal}} not null,
    aggregate {{ordinal}} not null,
    name      {{ordinal}} not null,
    due       bigint not null,
    attempts  integer not null default 0,
    available bigint not null default 0,
    lease     text,
    primary key (merchant, kind, aggregate, name)
) {{clustered}};
create index work_by_due on work (due);
