import pg from 'pg'

/** The readers whose cursors are set behind the filled cases: what is measured is intake over a large record. */
const filled = [
  `insert into event (position, type, case_id, subject, division, node, recorded_at, leaf, private, audience)
   select n, 'case.submitted', md5('case' || n)::uuid, md5('case' || n), '440106', '440100', now(),
     '{"type":"inquiry.case.submitted.v1","position":' || n || ',"division":"440106","data":{}}', '{}', '[]'
   from generate_series($1::bigint, $2::bigint) n`,
  `insert into envelope (node_id, jti, sequence, payload_digest, jws, received_at, results, receipt)
   select '440100', 'old-' || n, 1000000000 + n, md5(n::text), repeat('x', 800), now(), '[]', 'r'
   from generate_series($1::bigint, $2::bigint) n`,
  `insert into message (node_id, message_id, digest, case_id, position)
   select '440100', 'old-' || n, md5(n::text), md5('case' || n)::uuid, n from generate_series($1::bigint, $2::bigint) n`,
  `insert into case_file (case_id, origin, source_id, query_code, status, division, position, received_at, state)
   select md5('case' || n)::uuid, '440100', 'OLD-' || n, 'OLD-' || n, 'closed', '440106', n, now(), '{}'
   from generate_series($1::bigint, $2::bigint) n`,
]
const casesPerCommit = 50_000

/** Put so many cases into a hub's record, as if they had come long ago; the hub must not be running. */
export async function fillRecord(databaseUrl: string, cases: number, progress: (done: number) => void): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const size = Number((await client.query<{ size: string }>('select size from log_head')).rows[0]?.size)
    for (let from = size; from < size + cases; from += casesPerCommit) {
      const to = Math.min(from + casesPerCommit, size + cases) - 1
      await client.query('begin')
      for (const statement of filled) await client.query(statement, [from, to])
      await client.query('update log_head set size = $1, version = version + 1', [to + 1])
      await client.query('update reader_cursor set position = $1', [to])
      await client.query('commit')
      progress(to + 1 - size)
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
