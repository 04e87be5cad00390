/** The ledger's tables. `item` is what is known of a case of the city's own, `message` what is sent and what became of it. */
export const ledgerSchema = `
  create table if not exists item (
    source_id text primary key,
    digest text not null,
    parts text not null,
    revision integer not null,
    state text not null,
    read_in text,
    case_id text,
    query_code text
  ) strict;
  create index if not exists item_case on item (case_id);
  create table if not exists message (
    place integer primary key autoincrement,
    id text not null unique,
    type text not null,
    source_id text,
    case_id text,
    source text not null,
    file text not null,
    at text not null,
    kept_at text not null,
    content text,
    state text not null default 'waiting',
    problem text
  ) strict;
  create index if not exists message_waiting on message (place) where state = 'waiting';
  create table if not exists attachment (
    digest text primary key,
    path text not null,
    media_type text not null,
    uploaded integer not null default 0
  ) strict;
  create table if not exists fault (
    source text not null,
    file text not null,
    at text not null,
    field text not null,
    said_by text not null,
    detail text not null,
    primary key (source, file, at, field, said_by)
  ) strict;
  create table if not exists event (
    position integer primary key,
    id text not null unique,
    type text not null,
    case_id text not null,
    day text not null,
    body text not null
  ) strict;
  create index if not exists event_day on event (day, position);
  create table if not exists fact (name text primary key, value text not null) strict;
`
