import { openDatabase, runPrepared, textArray, type Database } from '@inquiry/database'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

let db: Database
beforeAll(() => {
  db = openDatabase(inject('postgresUrl'), { max: 1 })
})
afterAll(() => db.destroy())

const odd = ['', 'NULL', '{}', '"', '\\', '\\"', '{"a":"b\\n"}', '网络问政', '😀', "it's", 'a,b', '\u2028', ' x ']

describe('an array of texts in binary form', () => {
  test.each([
    ['texts that the other form must escape', odd],
    ['nulls', [null, 'a', null]],
    ['nothing', []],
    ['a long text', ['市民'.repeat(100_000)]],
  ])('comes as it was sent: %s', async (_, values: (string | null)[]) => {
    const statement = { name: 'text array', text: 'select $1::text[] as back' }
    expect(await runPrepared(db, statement, [textArray('text', values)])).toEqual([{ back: values }])
  })

  test('of JSON keeps the exact text and is refused where it is none', async () => {
    const statement = { name: 'json array', text: 'select j::text as back from unnest($1::json[]) as j' }
    const values = ['{"b": 1,  "a":"\\u4e2d"}', '[]', null]
    const rows = await runPrepared<{ back: string | null }>(db, statement, [textArray('json', values)])
    expect(rows.map((row) => row.back)).toEqual(values)
    await expect(runPrepared(db, statement, [textArray('json', ['{'])])).rejects.toThrow(/invalid input syntax/)
  })

  test('of a text with a NUL is refused by the server', async () => {
    const statement = { name: 'text array', text: 'select $1::text[] as back' }
    await expect(runPrepared(db, statement, [textArray('text', ['a\0b'])])).rejects.toThrow(/invalid byte sequence/)
  })
})
