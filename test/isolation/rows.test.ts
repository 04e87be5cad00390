import { randomUUID } from 'node:crypto'
import { asNode, nodeRole, type Tables } from '@inquiry/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node
let caseId: string
let reportId: string

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  await province.join('440300')
  caseId = String((await guangzhou.say(submission({ division: '440604' }))).caseId)
  await foshan.receive('case.assigned', caseId)
  reportId = String(
    (await guangzhou.say(submission({ division: '440604', nature: 'report', subjectNode: '440600' }))).caseId,
  )
  for (const node of [guangzhou, foshan]) {
    await node.say(about('019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', 'case.withdrawn'))
    await node.post('/v1/messages', await node.seal([submission()], { sequence: 40 + node.sequence }))
    await node.ask('PUT', '/v1/webhooks/w', { url: `http://127.0.0.1:9/${node.nodeId}` })
    await node.ask('PUT', '/v1/code-lists/channel/mappings/' + node.nodeId, {
      version: '1',
      entries: [{ local: '网页', standard: 'web' }],
    })
    await node.say(submission({ channel: '网页' }))
  }
  await guangzhou.receive('case.assigned', String((await foshan.say(submission())).caseId))
  for (const [unit, node_id] of ['440100', '440600'].entries()) {
    const counted = { month: '2020-01', formula: '2026-1', node_id, indicator: 'returned' }
    await province.db
      .insertInto('assessment_entry')
      .values({ ...counted, unit, case_id: caseId, numerator: 1 })
      .execute()
    const objection = { id: randomUUID(), case_ids: [caseId], reason: '试', raised_by: node_id }
    await province.db
      .insertInto('assessment_objection')
      .values({ ...counted, ...objection, raised_at: new Date(), position: unit })
      .execute()
  }
  const asked = { resource: '440600/x', provider: '440600', node_id: '440100', purpose: '核对', state: 'open' as const }
  await province.db
    .insertInto('catalogue_request')
    .values({ ...asked, id: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', requested_at: new Date() })
    .execute()
})
afterAll(() => province.stop())

/** Tables whose rows belong to nodes, with the column that says to whom; of the others an event says it. */
const owned = {
  node: 'node_id',
  node_key: 'node_id',
  sequence_hole: 'node_id',
  envelope: 'node_id',
  message: 'node_id',
  rejection: 'node_id',
  inbox: 'node_id',
  webhook: 'node_id',
  inbox_text: 'node_id',
  code_mapping: 'node_id',
  code_mapping_entry: 'node_id',
  local_code: 'node_id',
  assessment_entry: 'node_id',
  assessment_objection: 'node_id',
} as const satisfies Partial<Record<keyof Tables, string>>

/** Everything in a table, as a query would find it that has forgotten whom it is for. */
async function everything(nodeId: string, table: string): Promise<Record<string, unknown>[]> {
  return asNode(province.db, nodeId, async (rows) => {
    const { rows: columns } = await sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
        and has_column_privilege(${nodeRole}, attrelid, attnum, 'select')`.execute(rows)
    const readable = sql.join(columns.map(({ name }) => sql.ref(name)))
    const { rows: found } = await sql<Record<string, unknown>>`select ${readable} from ${sql.table(table)}`.execute(
      rows,
    )
    return found
  })
}

describe('a query that forgot its where', () => {
  test.each(Object.entries(owned))('finds in %s what is the node’s own, and nothing else', async (table, column) => {
    for (const nodeId of ['440100', '440600']) {
      const found = await everything(nodeId, table)
      expect(found.length).toBeGreaterThan(0)
      expect(new Set(found.map((row) => row[column]))).toEqual(new Set([nodeId]))
    }
  })

  test('finds the events that were addressed to the node, and no others', async () => {
    const all = await province.db.selectFrom('event').select(['position', 'audience']).orderBy('position').execute()
    for (const nodeId of ['440100', '440300', '440600']) {
      const addressed = all.filter(({ audience }) =>
        (audience as { node: string }[]).some(({ node }) => node === nodeId),
      )
      expect(addressed.length).toBeLessThan(all.length)
      // The hub goes on meanwhile: what came after the events were listed is left out.
      const found = (await everything(nodeId, 'event')).filter((row) => Number(row['position']) < all.length)
      const expected = addressed.map(({ position }) => position)
      expect(new Set(found.map((row) => row['position']))).toEqual(new Set(expected))
      expect(found).toHaveLength(expected.length)
    }
  })

  test('finds the cases to which the node is a party; the body complained about does not find the report', async () => {
    const casesOf = async (nodeId: string) => (await everything(nodeId, 'case_file')).map((row) => row['case_id'])
    expect(await casesOf('440100')).toEqual(expect.arrayContaining([caseId, reportId]))
    expect(await casesOf('440600')).toContain(caseId)
    expect(await casesOf('440600')).not.toContain(reportId)
    expect(await casesOf('440300')).toEqual([])
  })

  test('finds the requests of the catalogue in which the node is one side', async () => {
    const requestsOf = async (nodeId: string) => (await everything(nodeId, 'catalogue_request')).length
    expect([await requestsOf('440100'), await requestsOf('440600'), await requestsOf('440300')]).toEqual([1, 1, 0])
  })

  test('finds no secret of a webhook', async () => {
    const read = asNode(province.db, '440100', (rows) => rows.selectFrom('webhook').select('wrapped_secret').execute())
    await expect(read).rejects.toThrow('permission denied for table webhook')
  })

  test('finds nothing where nobody was named', async () => {
    for (const table of [...Object.keys(owned), 'event', 'case_file', 'catalogue_request'])
      expect([table, await everything('', table)]).toEqual([table, []])
  })
})

describe('the role under which nodes are read', () => {
  test('cannot write', async () => {
    const write = asNode(province.db, '440100', (rows) => rows.deleteFrom('inbox').execute())
    await expect(write).rejects.toThrow('permission denied for table inbox')
  })

  test('is left again when the transaction ends', async () => {
    await everything('440100', 'inbox')
    const { rows } = await sql<{ role: string; node: string | null }>`
      select current_user as role, nullif(current_setting('app.node', true), '') as node`.execute(province.db)
    expect(rows[0]?.role).not.toBe(nodeRole)
    expect(rows[0]?.node).toBeNull()
  })

  test('owns nothing, passes no lock, and reads no table without row-level security but the two of the log’s readers', async () => {
    const { rows } = await sql<{ name: string; readable: boolean; locked: boolean; policies: number }>`
      select c.relname as name, has_any_column_privilege(${nodeRole}, c.oid, 'select') as readable, c.relrowsecurity as locked,
        (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')`.execute(
      province.db,
    )
    const open = rows.filter(({ readable, locked, policies }) => readable && (!locked || policies === 0))
    expect(open.map(({ name }) => name).toSorted()).toEqual(['log_head', 'reader_cursor'])
    expect(rows.length).toBeGreaterThan(20)
    // What a policy lets through says for whom it is: every one asks who asks, or reads what does.
    const { rows: policies } = await sql<{ name: string; using: string; to: string[] }>`
      select tablename as name, qual as using, roles::text[] as to from pg_policies where schemaname = 'public'`.execute(
      province.db,
    )
    expect(policies.filter(({ to }) => !to.includes(nodeRole))).toEqual([])
    expect(
      policies.filter(({ using }) => !/asking_node\(\)|FROM (event|case_file|case_attachment)/.test(using)),
    ).toEqual([])
    expect(policies.length).toBeGreaterThan(14)
    const { rows: granted } = await sql<{ table_name: string; privilege_type: string }>`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee = ${nodeRole} and privilege_type <> 'SELECT'`.execute(province.db)
    expect(granted).toEqual([])
    const { rows: role } = await sql<{ rolsuper: boolean; rolbypassrls: boolean; rolcanlogin: boolean; owns: number }>`
      select rolsuper, rolbypassrls, rolcanlogin, (select count(*) from pg_class where relowner = r.oid) as owns
      from pg_roles r where rolname = ${nodeRole}`.execute(province.db)
    expect(role).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, owns: 0 }])
  })

  test('is reached past no function that runs with its owner’s rights', async () => {
    const { rows } = await sql<{ proname: string }>`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`.execute(province.db)
    expect(rows).toEqual([])
  })
})
