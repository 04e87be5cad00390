import { randomUUID } from 'node:crypto'
import { about, submission } from '../../province/filing.ts'
import * as good from './good-messages.ts'
import { whole, withFault } from './good-messages.ts'
import type { BadMessage, Due } from './row.ts'
import type { World } from './world.ts'

const invalid = { slug: 'invalid-message', status: 422 } as const
const unknownCode = { slug: 'unknown-code', status: 422 } as const
const unknownCase = { slug: 'unknown-case', status: 404 } as const
const forbidden = { slug: 'forbidden', status: 403 } as const
const invalidTransition = { slug: 'invalid-transition', status: 409 } as const
const conflict = { slug: 'message-conflict', status: 409 } as const

const later = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

/** A submission with its data changed. */
const changed = (name: string, data: Record<string, unknown>, due: Due): BadMessage => ({
  name,
  make: () => submission({ ...data }),
  ...due,
})

/** A submission with a member of its own somewhere. */
const own = (path: string): BadMessage => ({
  name: `a member of one's own at ${path}`,
  make: (world) => withFault(good.submitted, world, path, 1),
  ...invalid,
  pointer: path,
  rule: 'unknown-member',
})

/** A message about a case, by whom, with what it is answered. */
const said = (
  name: string,
  by: NonNullable<BadMessage['by']>,
  make: (world: World) => object,
  due: Due,
): BadMessage => ({
  name,
  by,
  make,
  ...due,
})

const reply = () => ({ content: '已处理。', public: true, unit: '城管局', repliedAt: new Date().toISOString() })

/** Messages whose members are well-formed each, and which a hub refuses all the same. */
export const badStanding: readonly BadMessage[] = [
  ...[
    '/status',
    '/data/status',
    '/data/assignedTo',
    '/data/caseId',
    '/data/receivedAt',
    '/data/reporter/name',
    '/data/place/altitude',
    '/data/category/label',
    '/data/attachments/0/url',
    '/case/node',
    '/data/__proto__x',
    '/data/constructor',
  ].map(own),
  {
    name: 'no type',
    make: (world) => withFault(good.submitted, world, '/type', undefined),
    ...invalid,
    pointer: '/type',
    rule: 'required',
  },
  ...['case.assigned', 'case.Submitted', 'inquiry.case.submitted.v1', 'node.gap', '', '__proto__', 'toString'].map(
    (type) => ({
      name: `type ${JSON.stringify(type)}`,
      make: (world: World) => withFault(good.submitted, world, '/type', type),
      ...invalid,
      pointer: '/type',
      rule: 'enum',
    }),
  ),
  { name: 'an empty object', make: () => ({}), ...invalid, pointer: '/type' },
  {
    name: 'neither sourceId nor caseId',
    make: (world) => withFault(good.amended, world, '/case', {}),
    ...invalid,
    pointer: '/case',
    rule: 'oneOf',
  },
  {
    name: 'both sourceId and caseId',
    make: (world) => ({ ...whole(good.amended, world), case: { sourceId: 'A', caseId: world.cases.own } }),
    ...invalid,
    pointer: '/case',
    rule: 'oneOf',
  },
  {
    name: 'case.submitted by caseId',
    make: (world) => ({ ...whole(good.submitted, world), case: { caseId: world.cases.own } }),
    ...invalid,
    pointer: '/case/sourceId',
  },
  {
    name: 'node.reconciled about a case',
    make: (world) => ({ ...whole(good.reconciled, world), case: { caseId: world.cases.own } }),
    ...invalid,
    pointer: '/case',
  },
  {
    name: 'case.amended that changes nothing',
    make: (world) => withFault(good.amended, world, '/data', {}),
    ...invalid,
    pointer: '/data',
    rule: 'minProperties',
  },
  changed(
    'a longitude without latitude and crs',
    { place: { longitude: 113.3 } },
    { ...invalid, pointer: '/data/place/latitude', rule: 'required' },
  ),
  changed(
    'coordinates without crs',
    { place: { longitude: 113.3, latitude: 23.1 } },
    { ...invalid, pointer: '/data/place/crs', rule: 'required' },
  ),
  changed(
    'a longitude of 180.5',
    { place: { longitude: 180.5, latitude: 23.1, crs: 'WGS84' } },
    { ...invalid, pointer: '/data/place/longitude', rule: 'maximum' },
  ),
  changed(
    'a latitude of -91',
    { place: { longitude: 113.3, latitude: -91, crs: 'WGS84' } },
    { ...invalid, pointer: '/data/place/latitude', rule: 'minimum' },
  ),
  changed(
    'a longitude of eight decimals',
    { place: { longitude: 113.12345678, latitude: 23.1, crs: 'WGS84' } },
    { ...invalid, pointer: '/data/place/longitude', rule: 'decimals' },
  ),
  changed(
    'subjectNode on a complaint',
    { subjectNode: '440106' },
    { ...invalid, pointer: '/data/subjectNode', rule: 'report-only' },
  ),
  changed(
    'an anonymous reporter with sealed data',
    { reporter: { kind: 'anonymous', sealed: 'a.b.c.d.e' } },
    { ...invalid, pointer: '/data/reporter/sealed', rule: 'sealed' },
  ),
  changed(
    'reporter data that the hub cannot open',
    { reporter: { kind: 'person', sealed: 'a.b.c.d.e' } },
    { ...invalid, pointer: '/data/reporter/sealed', rule: 'sealed' },
  ),
  changed(
    'reporter data in the clear',
    { reporter: { kind: 'person', name: '张三', phone: '13800000000' } },
    { ...invalid, pointer: '/data/reporter/name', rule: 'unknown-member' },
  ),
  changed('extensions under no node', { extensions: { windowNumber: 'A12' } }, { ...invalid }),
  changed(
    'extensions under another node’s name',
    { extensions: { '440599': { windowNumber: 'A12' } } },
    { ...invalid, pointer: '/data/extensions/440599', rule: 'propertyNames' },
  ),
  changed(
    'extensions of 16 KiB and one byte',
    { extensions: { '440100': { x: 'x'.repeat(16_385) } } },
    { ...invalid, pointer: '/data/extensions', rule: 'maxLength' },
  ),
  changed(
    'a file name with a path',
    { attachments: [{ digest: `sha-256:${'A'.repeat(43)}`, size: 1, mediaType: 'image/png', name: '../../x' }] },
    { ...invalid, pointer: '/data/attachments/0/name', rule: 'pattern' },
  ),
  changed(
    'a file name that turns its letters round',
    { attachments: [{ digest: `sha-256:${'A'.repeat(43)}`, size: 1, mediaType: 'image/png', name: 'a\u202egnp.exe' }] },
    { ...invalid, pointer: '/data/attachments/0/name', rule: 'pattern' },
  ),
  changed(
    'an attachment of 1.0e3 bytes as text',
    { attachments: [{ digest: `sha-256:${'A'.repeat(43)}`, size: '1e3', mediaType: 'image/png', name: 'a' }] },
    { ...invalid, pointer: '/data/attachments/0/size' },
  ),
  changed(
    'a division that does not exist',
    { division: '449999' },
    { ...unknownCode, pointer: '/data/division', rule: 'code' },
  ),
  changed(
    'a division of a foreign country',
    { division: '000000' },
    { ...unknownCode, pointer: '/data/division', rule: 'code' },
  ),
  changed(
    'a category that is not in its list',
    { category: { scheme: 'inquiry-category', version: '1', code: '9999' } },
    { ...unknownCode, pointer: '/data/category/code', rule: 'code' },
  ),
  said(
    'a reason for declining that is in no list',
    'handler',
    ({ cases }) => about(cases.own, 'case.declined', { reason: 'no-mood', explanation: '…' }),
    { ...unknownCode, pointer: '/data/reason', rule: 'code' },
  ),
  said(
    'a reason for returning that is in no list',
    'handler',
    ({ cases }) => about(cases.own, 'case.returned', { reason: 'no-mood', explanation: '…' }),
    { ...unknownCode, pointer: '/data/reason', rule: 'code' },
  ),
  {
    name: 'a time 62 s ahead',
    make: () => ({ ...submission(), time: later(62) }),
    ...invalid,
    pointer: '/time',
    rule: 'future',
  },
  {
    name: 'a time of the next century',
    make: () => ({ ...submission(), time: '2099-01-01T00:00:00Z' }),
    ...invalid,
    pointer: '/time',
    rule: 'future',
  },
  {
    name: 'a time before 1900',
    make: () => ({ ...submission(), time: '1899-12-31T23:59:59Z' }),
    ...invalid,
    pointer: '/time',
    rule: 'format',
  },
  {
    name: 'submitted after it was said',
    make: () => ({ ...submission({ submittedAt: later(0) }), time: later(-3600) }),
    ...invalid,
    pointer: '/data/submittedAt',
    rule: 'order',
  },
  {
    name: 'submitted a nanosecond after it was said',
    make: () => ({
      ...submission({ submittedAt: '2026-01-01T08:00:00.123456790+08:00' }),
      time: '2026-01-01T00:00:00.123456789Z',
    }),
    ...invalid,
    pointer: '/data/submittedAt',
    rule: 'order',
  },
  changed(
    'submitted in the future',
    { submittedAt: '2099-01-01T00:00:00Z' },
    { ...invalid, pointer: '/data/submittedAt', rule: 'future' },
  ),
  changed(
    'occurred in the future',
    { occurredAt: '2099-01-01T00:00:00Z' },
    { ...invalid, pointer: '/data/occurredAt', rule: 'future' },
  ),
  said(
    'a reply of the future',
    'handler',
    ({ cases }) => about(cases.own, 'case.replied', { ...reply(), repliedAt: '2099-01-01T00:00:00Z' }),
    { ...invalid, pointer: '/data/repliedAt', rule: 'future' },
  ),
  said('another node’s case', 'node', ({ cases }) => about(cases.foreign, 'case.withdrawn'), unknownCase),
  said(
    'another node’s case, to rate it',
    'node',
    ({ cases }) => about(cases.foreign, 'case.rated', { rating: 1 }),
    unknownCase,
  ),
  said(
    'a case to which one is no party',
    'other',
    ({ cases }) => about(cases.own, 'case.replied', reply()),
    unknownCase,
  ),
  said(
    'a case that does not exist',
    'node',
    () => about('019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', 'case.withdrawn'),
    unknownCase,
  ),
  said('a case in upper case', 'node', ({ cases }) => about(cases.own.toUpperCase(), 'case.withdrawn'), unknownCase),
  said(
    'a case of another kind of UUID',
    'node',
    () => about('019ab3f0-5c1e-4c4a-9d0e-3f2b1a6c7d8e', 'case.withdrawn'),
    unknownCase,
  ),
  said(
    'a sourceId that one has not used',
    'node',
    () => ({ ...about('', 'case.withdrawn'), case: { sourceId: `none-${randomUUID()}` } }),
    unknownCase,
  ),
  said(
    'a sourceId that is another’s',
    'other',
    ({ cases }) => ({ ...about('', 'case.withdrawn'), case: { sourceId: cases.ownSource } }),
    unknownCase,
  ),
  said('the origin accepts', 'node', ({ cases }) => about(cases.own, 'case.accepted'), forbidden),
  said('the origin replies', 'node', ({ cases }) => about(cases.own, 'case.replied', reply()), forbidden),
  said('the handler withdraws', 'handler', ({ cases }) => about(cases.own, 'case.withdrawn'), forbidden),
  said('the handler rates itself', 'handler', ({ cases }) => about(cases.own, 'case.rated', { rating: 5 }), forbidden),
  said(
    'the handler reviews itself',
    'handler',
    ({ cases }) => about(cases.own, 'case.reviewed', { outcome: 'upheld', content: '…' }),
    forbidden,
  ),
  said(
    'the handler contributes as if it assisted',
    'handler',
    ({ cases }) => about(cases.own, 'case.contributed', { content: '…' }),
    forbidden,
  ),
  said(
    'a reply before the acceptance',
    'handler',
    ({ cases }) => about(cases.own, 'case.replied', reply()),
    invalidTransition,
  ),
  said(
    'a closing before the reply',
    'handler',
    ({ cases }) => about(cases.own, 'case.closed', { outcome: 'resolved' }),
    invalidTransition,
  ),
  said(
    'a pause of what nobody accepted',
    'handler',
    ({ cases }) => about(cases.own, 'case.paused', { reason: 'hearing', explanation: '…' }),
    invalidTransition,
  ),
  said(
    'a resumption of what was not paused',
    'handler',
    ({ cases }) => about(cases.own, 'case.resumed', { reason: '…' }),
    invalidTransition,
  ),
  said(
    'a longer time for what nobody accepted',
    'handler',
    ({ cases }) => about(cases.own, 'case.extension-requested', { until: '2027-12-31', reason: '…' }),
    invalidTransition,
  ),
  said(
    'a rating before there is a reply',
    'node',
    ({ cases }) => about(cases.own, 'case.rated', { rating: 1 }),
    invalidTransition,
  ),
  said(
    'a reopening of what is open',
    'node',
    ({ cases }) => about(cases.own, 'case.reopen-requested', { reason: '…' }),
    invalidTransition,
  ),
  said(
    'a review of what is open',
    'node',
    ({ cases }) => about(cases.own, 'case.review-requested', { reason: '…' }),
    invalidTransition,
  ),
  said(
    'an answer to no supervision',
    'handler',
    ({ cases }) => about(cases.own, 'supervision.answered', { supervisionId: 'none', content: '…' }),
    invalidTransition,
  ),
  said(
    'a withdrawal of what is closed',
    'node',
    ({ cases }) => about(cases.closed, 'case.withdrawn'),
    invalidTransition,
  ),
  said('a second acceptance', 'handler', ({ cases }) => about(cases.closed, 'case.accepted'), invalidTransition),
  said(
    'a return after it is closed',
    'handler',
    ({ cases }) => about(cases.closed, 'case.returned', { reason: 'not-our-competence', explanation: '…' }),
    invalidTransition,
  ),
  said(
    'anything about what is withdrawn',
    'node',
    ({ cases }) => about(cases.withdrawn, 'case.amended', { note: '…' }),
    invalidTransition,
  ),
  said(
    'a second submission of the same number',
    'node',
    ({ cases }) => submission({}, { sourceId: cases.ownSource }),
    invalidTransition,
  ),
  said(
    'other content under a recorded id',
    'node',
    ({ cases }) => ({ ...cases.recordedMessage, time: later(-5) }),
    conflict,
  ),
  said(
    'another type under a recorded id',
    'node',
    ({ cases }) => ({ ...about(cases.own, 'case.withdrawn'), id: (cases.recordedMessage as { id: string }).id }),
    conflict,
  ),
]
