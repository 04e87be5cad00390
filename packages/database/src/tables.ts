import type { ColumnType, Generated } from 'kysely'

/** A json column: read as the value, written as its text. */
type Json<T = unknown> = ColumnType<T, string, string>
type NullableJson<T = unknown> = ColumnType<T | null, string | null, string | null>

export interface Tables {
  log_head: { singleton: Generated<boolean>; size: number; version: number; last_at: Date }
  event: {
    position: number
    type: string
    case_id: string | null
    subject: string
    division: string
    node: string | null
    recorded_at: Date
    leaf: string
    private: NullableJson
    audience: Json
  }
  reader_cursor: {
    name: string
    position: Generated<number>
    fence: Generated<number>
    holder: string | null
    leased_until: Date | null
  }
  node: {
    node_id: string
    name: string
    kind: 'city' | 'department' | 'channel' | 'hub'
    contact: string | null
    created_at: Date
    suspended_reason: string | null
    encryption_key: NullableJson<JsonWebKey>
    last_seen_at: Date | null
    highest_sequence: Generated<number>
  }
  node_key: {
    kid: string
    node_id: string
    alg: string
    jwk: Json<JsonWebKey>
    registered_at: Date
    not_after: Date | null
    revoked_at: Date | null
    revoked_reason: string | null
    invalid_since: Date | null
  }
  key_warning: { kid: string; days: number }
  disputed_event: { position: number; kid: string }
  enrolment_code: {
    code_hash: string
    node_id: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
    void_at: Date | null
  }
  key_statement: { digest: string; node_id: string; answer: Json; recorded_at: Date }
  sequence_hole: { node_id: string; first: number; last: number; since: Date; announced_at: Date | null }
  envelope: {
    node_id: string
    jti: string
    sequence: number
    payload_digest: string
    jws: string
    received_at: Date
    results: Json
    receipt: string
  }
  message: { node_id: string; message_id: string; digest: string; case_id: string | null; position: number }
  rejection: {
    id: Generated<number>
    node_id: string
    jti: string
    sequence: number
    index: number
    message_id: string | null
    type: string | null
    received_at: Date
    problem: Json
  }
  case_file: {
    case_id: string
    origin: string
    source_id: string
    query_code: string
    status: string
    handler: string | null
    division: string
    position: number
    received_at: Date
    state: Json
    sealed: string | null
    citizen: string | null
    matter_id: string | null
  }
  inbox: { node_id: string; position: number; role: string; with_case: Generated<boolean> }
  case_fingerprint: { case_id: string; position: number; prepared: Json }
  case_key: { key: number; division: number; position: number }
  case_key_built: { whole: boolean }
  matter_candidate: {
    case_id: string
    other_id: string
    kind: string
    score: number
    evidence: Json
    found_at: Date
  }
  merged_case: { case_id: string; primary_id: string; position: number }
  category_suggestion: { case_id: string; suggestions: Json; suggested_at: Date }
  likeness_shown: { case_id: string; other_id: string; shared: Json }
  heat_count: { subject: string; day: string; cases: number }
  heat_case: { subject: string; case_id: string; received_at: Date }
  hotspot: {
    subject: string
    division: string
    raised_at: Date
    score: number
    expected: number
    cases: number
  }
  route_table: { version: number; effective_from: Date; put_at: Date; put_by: string; rules: Json }
  case_fact: {
    case_id: string
    day: string
    division: string
    origin: string
    handler: string | null
    category: string | null
    nature: string
    channel: string
    status: string
    urgency: string
    received_at: Date
    replied_at: Date | null
    reply_due_at: Date | null
    overdue_steps: Generated<number>
    rating: number | null
  }
  assessment_case: { case_id: string; history: Json }
  assessment_entry: {
    formula: string
    indicator: string
    unit: number
    month: string
    node_id: string
    case_id: string | null
    numerator: number
    excluded: string | null
  }
  assessment_objection: {
    id: string
    month: string
    formula: string
    node_id: string
    indicator: string | null
    case_ids: string[]
    reason: string
    raised_by: string
    raised_at: Date
    position: number
    decision: 'upheld' | 'dismissed' | null
    decision_reason: string | null
    decided_by: string | null
    decided_at: Date | null
    exclusion_id: string | null
  }
  assessment_exclusion: {
    id: string
    month: string
    node_id: string | null
    indicator: string | null
    case_ids: string[]
    reason: string
    objection_id: string | null
    excluded_by: string
    excluded_at: Date
    position: number
    withdrawn_reason: string | null
    withdrawn_by: string | null
    withdrawn_at: Date | null
    withdrawn_position: number | null
  }
  assessment_publication: {
    id: string
    month: string
    formula: string
    as_of: number
    digest: string
    nodes: Json
    published_by: string
    published_at: Date
    position: number
  }
  case_tally: {
    day: string
    division: string
    origin: string
    handler: string | null
    category: string | null
    nature: string
    channel: string
    status: string
    urgency: string
    count: number
  }
  coordinator_command: {
    id: Generated<number>
    subject: string
    idempotency_key: string | null
    request: string
    request_digest: string
    refused: boolean
    answer: string
    recorded_at: Date
  }
  coordinator_answer: {
    subject: string
    idempotency_key: string
    request_digest: string
    begun_at: Date
    wrapped_answer: Buffer | null
  }
  coordinator_session: {
    id: string
    secret_digest: Buffer
    state_digest: Buffer
    subject: string
    name: string | null
    roles: string[]
    divisions: string[] | null
    wrapped_id_token: Buffer
    begun_at: Date
    seen_at: Date
    expires_at: Date
    ended_at: Generated<Date | null>
    ended_by: Generated<string | null>
  }
  case_summary: {
    case_id: string
    origin: string
    handler: string | null
    status: string
    paused: boolean
    nature: string
    title: string
    category: NullableJson
    category_code: string | null
    division: string
    channel: string
    urgency: string
    submitted_at: Date
    received_at: Date
    next_due_at: Date | null
    attention: string[]
    text_position: number
    position: number
  }
  text_entry: { position: number; case_id: string }
  text_segment: { last_position: number; positions: number[]; case_ids: string[] }
  text_posting: { bucket: number; last_position: number; pairs: Buffer }
  case_hop: {
    case_id: string
    hop: number
    node: string
    next_node: string | null
    began_at: Date
    ended_at: Date | null
    ended_by: string | null
  }
  due_alarm: {
    case_id: string
    kind: string
    step: string
    due_at: string
    at: Date | null
    unpublished: number | null
  }
  calendar: { year: number; version: string; body: Json; put_at: Date; put_by: string }
  published_signature: { digest: string; signature: string; signed_at: Date }
  decision_rules: { version: number; put_at: Date; put_by: string; rules: Json }
  node_volume: { node_id: string; hour: Date; messages: number }
  node_silence: { node_id: string; last_hour: Date; announced_at: Date }
  inbox_acknowledgement: { node_id: string; position: number; asked_at: Date }
  hub_key: {
    purpose: string
    kid: string
    jwk: Json<JsonWebKey>
    wrapped_private: Buffer
    created_at: Date
    retired_at: Date | null
  }
  hub_setting: { name: string; value: Json }
  republication: {
    id: Generated<number>
    from_position: number
    requested_at: Date
    requested_by: string
    begun_at: Date | null
  }
  webhook: {
    node_id: string
    id: string
    url: string
    types: string[] | null
    status: 'pending' | 'active' | 'parked' | 'disabled'
    wrapped_secret: Buffer
    position: number
    created_at: Date
    proven_at: Date | null
    delivered_at: Date | null
    attempts: Generated<number>
    failing_since: Date | null
    next_attempt_at: Date | null
    reason: string | null
    holder: string | null
    fence: Generated<number>
    leased_until: Date | null
  }
  nats_user: {
    node_id: string
    kid: string
    public_key: string
    issued_at: Date
    ready_at: Date | null
    published: Generated<number>
    acknowledged: Generated<number>
    stream_made: string | null
    last_sequence: Generated<number>
  }
  inbox_text: { node_id: string; position: number; kid: string | null; text: string }
  courier_fault: { id: Generated<number>; at: Generated<Date>; kind: string; subject: string; detail: string }
  attachment: { digest: string; bytes: Buffer; received_at: Date }
  attachment_upload: { node_id: string; digest: string }
  case_attachment: { digest: string; case_id: string }
  access_record: {
    id: Generated<number>
    at: Date
    asker: string
    what: 'case' | 'reporter' | 'attachment' | 'list' | 'stats'
    way: 'view' | 'events' | 'inbox' | 'webhook' | 'nats' | 'download' | 'search' | 'export'
    case_ids: string[]
    detail: NullableJson<{ format: string; query: string; rows: number; complete: boolean }>
  }
  erasure: { case_id: string; part: 'reporter' | 'text'; rule: string; erased_at: Date }
  erased_part: { position: number; private_digest: Buffer }
  log_tile: { tree: 'events' | 'rows'; level: number; index: number; hashes: Buffer }
  log_checkpoint: {
    size: number
    root_hash: Buffer
    note: string
    rows_root_hash: Buffer
    rows_note: string
    signed_at: Date
    cosigned_at: Date | null
  }
  code_mapping: { node_id: string; list: string; version: string; put_at: Date; put_by: string }
  code_mapping_entry: { node_id: string; list: string; local: string; standard: string; ordinal: number }
  local_code: { node_id: string; list: string; code: string; count: number; last_seen_at: Date }
  catalogue_offer: { code: string; node_id: string; resource: Json; put_at: Date }
  catalogue_request: {
    id: string
    resource: string
    provider: string
    node_id: string
    purpose: string
    requested_at: Date
    until: string | null
    state: 'open' | 'granted' | 'refused'
    reason: string | null
    decided_at: Date | null
    decided_by: string | null
  }
}

/** A key as JSON (RFC 7517), as far as columns hold it. */
export interface JsonWebKey {
  kty?: string
  crv?: string
  x?: string
  y?: string
  kid?: string
  use?: string
  alg?: string
}
