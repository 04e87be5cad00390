import { sql, type Kysely } from 'kysely'

/** What the hub watches: the instants of clocks, the calendars put since, the rules it decides by, how nodes usually do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The instants at which something must be said of a case, once. due_at stands as the log writes it, because it is
  // compared with what the case holds. A date that waits for the calendar of a year (unpublished) has no instant.
  `create table due_alarm (
    case_id uuid not null,
    kind text not null,
    step text not null,
    due_at text not null,
    at timestamptz,
    unpublished int,
    primary key (case_id, kind, step, due_at)
  )`,
  `create index due_alarm_at on due_alarm (at) where at is not null`,
  `create index due_alarm_unpublished on due_alarm (unpublished) where unpublished is not null`,

  // Calendars that an administrator has put, beside those the hub was shipped with.
  `create table calendar (
    year int not null,
    version text not null,
    body json not null,
    put_at timestamptz not null,
    put_by text not null,
    primary key (year, version)
  )`,

  // The rules by which the hub itself supervises, reopens and names reviewers; the last version holds.
  `create table decision_rules (
    version int primary key,
    put_at timestamptz not null,
    put_by text not null,
    rules json not null
  )`,

  // Messages of each node by the hour, for its usual pattern; and the silences that have been told.
  `create table node_volume (
    node_id text not null,
    hour timestamptz not null,
    messages int not null,
    primary key (node_id, hour)
  )`,
  `create table node_silence (
    node_id text primary key,
    last_hour timestamptz not null,
    announced_at timestamptz not null
  )`,

  `create index rejection_received on rejection (node_id, received_at)`,

  // How far a node has taken its inbox: a pull after a position says that everything up to it has come.
  `create table inbox_acknowledgement (
    node_id text primary key,
    position bigint not null,
    asked_at timestamptz not null
  )`,
]
