import { sql, type Kysely } from 'kysely'

/**
 * The second lock between nodes: what is read for a node is read under a role that owns nothing and sees, by row-level
 * security, that node's rows alone. A forgotten `where` then gives too little, never too much. The role is the server's,
 * shared by all of its databases; what it may do is this database's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Two databases of one server may be made at once: whoever comes second finds the role there.
  `do $$ begin
    create role inquiry_node nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`,
  // The owner must be able to take the role on. Where another made it, an administrator of the server has to grant it; two
  // databases of one server that do this at once get in each other's way, and one of them has done it.
  `do $$ begin
    execute format('grant inquiry_node to %I', current_user);
  exception when insufficient_privilege or internal_error then null;
  end $$`,
  // Whom the transaction reads for; null, which equals nothing, where nobody was named.
  `create function asking_node() returns text language sql stable parallel safe
    as $$ select nullif(current_setting('app.node', true), '') $$`,

  // Where the log and its readers stand is no secret.
  `grant select on log_head, reader_cursor to inquiry_node`,
  `grant select on node, node_key, sequence_hole, envelope, message, rejection, inbox, event, case_file to inquiry_node`,

  ...['node', 'node_key', 'sequence_hole', 'envelope', 'message', 'rejection', 'inbox'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy of_the_node on ${table} to inquiry_node using (node_id = asking_node())`,
  ]),
  // An event is for those it was addressed to, and the body complained about is never among them.
  `alter table event enable row level security`,
  `create policy of_the_addressed on event to inquiry_node
    using (asking_node() in (select a ->> 'node' from json_array_elements(audience) a))`,
  // A case is for who ever received an event of it: origin, handler, assistants, reviewer.
  `alter table case_file enable row level security`,
  `create policy of_the_parties on case_file to inquiry_node
    using (exists (select 1 from event e where e.case_id = case_file.case_id))`,
]
