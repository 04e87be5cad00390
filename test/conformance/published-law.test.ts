import { generateSigningKey, importVerificationKey, signPublished, verifyPublished } from '@inquiry/envelope'
import { createHash } from 'node:crypto'
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProvince, type Province } from '../province/province.ts'

type Published = { digest: string; signature: string; [member: string]: unknown }

let province: Province
beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${province.url}${path}`)).json()) as T
}

/** RFC 8785 for what law is made of: objects, arrays, strings, whole numbers and booleans. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** What a node does that has nothing but a JOSE library, the published keys and the standard's text. */
async function holds({ digest, signature, ...data }: Published, typ: string): Promise<boolean> {
  const form = canonical(data)
  if (digest !== `sha-256:${createHash('sha256').update(form).digest('base64url')}`) return false
  const keys = createLocalJWKSet(await read<JSONWebKeySet>('/.well-known/jwks.json'))
  try {
    const { payload, protectedHeader } = await compactVerify(signature, keys)
    return protectedHeader.typ === typ && new TextDecoder().decode(payload) === form
  } catch {
    return false
  }
}

const profileTyp = 'inquiry-deadline-profile+jwt'
const calendarTyp = 'inquiry-calendar+jwt'

describe('what the hub publishes as law', () => {
  test('bears its signature: every shipped profile and calendar is verified with the published keys alone', async () => {
    const { profiles } = await read<{ profiles: Published[] }>('/v1/deadline-profiles')
    expect(profiles).toHaveLength(3)
    for (const profile of profiles) expect(await holds(profile, profileTyp)).toBe(true)
    for (const year of [2024, 2025, 2026])
      expect(await holds(await read<Published>(`/v1/calendars/${year}`), calendarTyp)).toBe(true)
  })

  test('fails with one byte changed, in the data as in the signature, and as the other kind', async () => {
    const calendar = await read<Published & { holidays: string[] }>('/v1/calendars/2025')
    const [first = '', ...others] = calendar.holidays
    const moved = { ...calendar, holidays: [first.replace(/.$/, '2'), ...others] }
    const form = canonical(
      Object.fromEntries(Object.entries(moved).filter(([n]) => n !== 'digest' && n !== 'signature')),
    )
    const redigested = { ...moved, digest: `sha-256:${createHash('sha256').update(form).digest('base64url')}` }
    expect(moved.holidays).not.toEqual(calendar.holidays)
    for (const changed of [moved, redigested, { ...calendar, extra: 1 }])
      expect(await holds(changed as Published, calendarTyp)).toBe(false)
    for (const at of [5, calendar.signature.indexOf('.') + 40, calendar.signature.length - 40]) {
      const letter = calendar.signature[at] === 'A' ? 'B' : 'A'
      const signature = calendar.signature.slice(0, at) + letter + calendar.signature.slice(at + 1)
      expect(await holds({ ...calendar, signature }, calendarTyp)).toBe(false)
    }
    expect(await holds(calendar, profileTyp)).toBe(false)
  })

  test('is signed when a calendar is put, and stays verifiable when the hub changes its key', async () => {
    const days = { source: '国务院办公厅通知', holidays: ['2027-01-01'], workdays: [] }
    const put = await province.coordinator.ok<Published>('PUT', '/v1/calendars/2027', {
      year: 2027,
      version: '1',
      ...days,
    })
    expect(await holds(put, calendarTyp)).toBe(true)
    await province.coordinator.ok('POST', '/v1/hub-keys/receipt/rotation')
    expect(await read('/v1/calendars/2027')).toEqual(put)
    expect(await holds(put, calendarTyp)).toBe(true)
    const later = await province.coordinator.ok<Published>('PUT', '/v1/calendars/2027', {
      year: 2027,
      version: '2',
      ...days,
    })
    expect(await holds(later, calendarTyp)).toBe(true)
    const [kid, laterKid] = [put, later].map(({ signature }) => decodeProtectedHeader(signature).kid)
    expect(laterKid).not.toBe(kid)
    const refused = await province.coordinator.ask('PUT', '/v1/calendars/2027', {
      year: 2027,
      version: '2',
      ...days,
      source: 'another',
    })
    expect(refused.status).toBe(422)
    const kept = await province.db.selectFrom('published_signature').selectAll().execute()
    expect(kept.filter(({ signature }) => decodeProtectedHeader(signature).typ === calendarTyp)).toHaveLength(5)
  })

  test('is verified by the package as by anybody', async () => {
    const { keys } = await read<{ keys: unknown[] }>('/.well-known/jwks.json')
    const hubKeys = keys.flatMap((jwk) => importVerificationKey(jwk) ?? [])
    const calendar = await read<Published>('/v1/calendars/2026')
    expect(await verifyPublished('calendar', calendar, hubKeys)).toBe(true)
    expect(await verifyPublished('deadlineProfile', calendar, hubKeys)).toBe(false)
    expect(await verifyPublished('calendar', { ...calendar, version: '9' }, hubKeys)).toBe(false)
    const stranger = generateSigningKey()
    const { digest, signature: own, ...data } = calendar
    const forged = await signPublished('calendar', data, stranger.signer)
    expect(forged).not.toBe(own)
    expect(await verifyPublished('calendar', { ...data, digest, signature: forged }, hubKeys)).toBe(false)
  })
})
