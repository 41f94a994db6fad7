-- The keys of aggregates' personal fields, each sealed by the vault. A row of its own for each, since it is removed when somebody's personal data is erased,
-- which events cannot be. The subject is the customer whose data it is; null where that is nobody's, or not known yet.
create table keys (
    merchant {{ordinal}} not null,
    kind     {{ordinal}} not null,
    id       {{ordinal}} not null,
    subject  {{ordinal}},
    key      text not null,
    primary key (merchant, kind, id)
) {{clustered}};
create index keys_by_subject on keys (merchant, subject, kind, id) where subject is not null;
