import { CaseSubmitted, categoryScheme, SourceId } from '@inquiry/schema'
import type { ReporterIdentity } from '@inquiry/envelope'
import { divisions } from '@inquiry/schema/division'
import { findCode } from '@inquiry/schema'
import { z } from 'zod'
import type { MappedCase } from '../mapped-case.ts'
import type { Fault, Row } from '../row.ts'
import type { CaseFields } from '../settings/fields.ts'
import { RowReader } from './row-reader.ts'

type Field = keyof CaseFields

const contract = z.object({ sourceId: SourceId, data: CaseSubmitted })

/** The case of a row, or everything that is wrong with it. `now` bounds the time of submission. */
export function caseOfRow(fields: CaseFields, row: Row, nodeId: string, now: Date): MappedCase | Fault[] {
  const read = new RowReader<Field>(fields, row, nodeId)
  const sourceId = read.number('sourceId')
  const identity = identityOf(read)
  const kind = read.code('reporter', 'person')
  const data = {
    nature: read.code('nature'),
    title: read.text('title'),
    content: read.text('content'),
    division: read.code('division'),
    channel: read.code('channel'),
    submittedAt: read.time('submittedAt'),
    reporter: { kind },
    secrecy: read.code('secrecy', 'none'),
    // What a city does not call public is not shown to others.
    public: read.code('public', 'false') === 'true',
    urgency: read.code('urgency', 'normal'),
    ...optional('occurredAt', read.time('occurredAt')),
    ...optional('category', categoryOf(read)),
    ...optional('place', placeOf(read)),
    ...optional('subjectNode', read.text('subjectNode')),
  }
  read.required('sourceId', 'title', 'content', 'nature', 'division', 'channel', 'submittedAt')
  read.judge(contract, { sourceId, data }, fieldAt)
  judgeMeaning(read, data, now)
  if (read.faults.length > 0) return read.faults
  const attachments = (read.text('attachments') ?? '').split(/[;；、\n|]/).flatMap((name) => name.trim() || [])
  return {
    sourceId: sourceId ?? '',
    data: data as CaseSubmitted,
    identity: kind === 'anonymous' ? undefined : identity,
    attachments,
  }
}

/** What a form cannot say: a division that does not exist, a time that has not come. */
function judgeMeaning(
  read: RowReader<Field>,
  data: { division?: string | undefined; submittedAt?: string | undefined },
  now: Date,
): void {
  const { division, submittedAt } = data
  if (submittedAt !== undefined && Date.parse(submittedAt) > now.getTime())
    read.fault('submittedAt', 'future', { zh: '时间还没有到', en: 'lies in the future' }, '2026/11/3 9:05')
  if (division === undefined || read.faults.some(({ field }) => field === 'division')) return
  if (!findCode(divisions, division, (submittedAt ?? now.toISOString()).slice(0, 10)))
    read.fault(
      'division',
      'code',
      { zh: '没有这个行政区划代码，或当时无效', en: 'is no division, or was none then' },
      '440106',
    )
}

function identityOf(read: RowReader<Field>): ReporterIdentity | undefined {
  const identity = {
    ...optional('name', read.text('name')),
    ...optional('idNumber', read.number('idNumber')),
    ...optional('phone', read.number('phone')),
    ...optional('email', read.text('email')),
  }
  return Object.keys(identity).length === 0 ? undefined : identity
}

function categoryOf(read: RowReader<Field>): CaseSubmitted['category'] {
  const code = read.code('category')
  return code === undefined ? undefined : { ...categoryScheme, code }
}

function placeOf(read: RowReader<Field>): CaseSubmitted['place'] {
  const longitude = read.decimal('longitude')
  const latitude = read.decimal('latitude')
  const hasPoint = longitude !== undefined && latitude !== undefined
  const crs = hasPoint ? (read.code('crs', 'CGCS2000') as 'CGCS2000') : undefined
  const address = read.text('address')
  if (!hasPoint && address === undefined) return undefined
  return { ...optional('address', address), ...(hasPoint ? { longitude, latitude, ...optional('crs', crs) } : {}) }
}

function optional<K extends string, V>(name: K, value: V | undefined): { [name in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [name in K]?: V }
}

function fieldAt(pointer: string): Field | '' {
  const [, head, ...rest] = pointer.split('/')
  if (head === 'sourceId') return 'sourceId'
  if (rest[0] === 'place') return (rest[1] as Field | undefined) ?? 'address'
  return (rest[0] as Field | undefined) ?? ''
}
