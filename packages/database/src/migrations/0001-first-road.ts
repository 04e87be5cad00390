import { sql, type Kysely } from 'kysely'

/** The tables of the road from a signed envelope to an aggregate. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The one row that gives positions: whoever holds it appends, so numbers have no gaps and stand in commit order.
  // version grows with everything recorded: a decision made at a version holds as long as the version stands.
  `create table log_head (
    singleton boolean primary key default true check (singleton),
    size bigint not null default 0,
    version bigint not null default 0,
    last_at timestamptz not null default '1970-01-01'
  )`,
  `insert into log_head default values`,

  // The case log. leaf is the exact text of the public event: the leaf of the transparency log and the NATS payload.
  `create table event (
    position bigint primary key,
    type text not null,
    case_id uuid,
    subject text not null,
    division text not null,
    node text,
    recorded_at timestamptz not null,
    leaf text not null,
    private json,
    audience json not null
  )`,
  `create index event_case on event (case_id, position) where case_id is not null`,

  // Where each reader of the log stands. fence grows with every take-over: a reader that lost it can settle nothing.
  `create table reader_cursor (
    name text primary key,
    position bigint not null default -1,
    fence bigint not null default 0,
    holder text,
    leased_until timestamptz
  )`,

  `create table node (
    node_id text primary key,
    name text not null,
    kind text not null,
    contact text,
    created_at timestamptz not null,
    suspended_reason text,
    encryption_key json,
    last_seen_at timestamptz,
    highest_sequence bigint not null default 0
  )`,
  `create table node_key (
    kid text primary key,
    node_id text not null references node,
    alg text not null,
    jwk json not null,
    registered_at timestamptz not null,
    not_after timestamptz,
    revoked_at timestamptz
  )`,
  `create index node_key_node on node_key (node_id)`,
  `create table enrolment_code (
    code_hash text primary key,
    node_id text not null references node,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    void_at timestamptz
  )`,
  // Answers to enrolments and key additions by what was posted: the same bytes get the same answer.
  `create table key_statement (
    digest text primary key,
    node_id text not null references node,
    answer json not null,
    recorded_at timestamptz not null
  )`,
  // Numbers of envelopes that have not come although later ones have.
  `create table sequence_hole (
    node_id text not null references node,
    first bigint not null,
    last bigint not null,
    since timestamptz not null,
    announced_at timestamptz,
    primary key (node_id, first)
  )`,

  // The exact bytes received. Their identity is (node, jti) and the payload's digest.
  `create table envelope (
    node_id text not null,
    jti text not null,
    sequence bigint not null,
    payload_digest text not null,
    jws text not null,
    received_at timestamptz not null,
    results json not null,
    receipt text not null,
    primary key (node_id, jti),
    unique (node_id, sequence)
  )`,
  // Signed base64 does not compress; trying costs more than it saves.
  `alter table envelope alter column jws set storage external`,
  `create table message (
    node_id text not null,
    message_id text not null,
    digest text not null,
    case_id uuid,
    position bigint not null,
    primary key (node_id, message_id)
  )`,
  `create table rejection (
    id bigint generated always as identity primary key,
    node_id text not null,
    jti text not null,
    sequence bigint not null,
    index int not null,
    message_id text,
    type text,
    received_at timestamptz not null,
    problem json not null
  )`,
  `create index rejection_node on rejection (node_id, id)`,

  // Each case as its events fold: state is the whole, the columns beside it are what is looked up.
  `create table case_file (
    case_id uuid primary key,
    origin text not null,
    source_id text not null,
    query_code text not null unique,
    status text not null,
    handler text,
    division text not null,
    position bigint not null,
    received_at timestamptz not null,
    state json not null,
    sealed text,
    citizen text,
    matter_id text,
    unique (origin, source_id)
  )`,

  `create index case_file_matter on case_file (matter_id) where matter_id is not null`,

  `create table inbox (
    node_id text not null,
    position bigint not null,
    role text not null,
    with_case boolean not null default false,
    primary key (node_id, position)
  )`,

  // The hub's own keys. Old ones stay, so that what they signed can be verified for ever.
  `create table hub_key (
    purpose text not null,
    kid text primary key,
    jwk json not null,
    wrapped_private bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz
  )`,
  `create table hub_setting (
    name text primary key,
    value json not null
  )`,
]
