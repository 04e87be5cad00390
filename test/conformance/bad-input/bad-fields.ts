import * as good from './good-messages.ts'
import type { GoodMessage } from './good-messages.ts'
import { faultsOfField, type Field, type Kind } from './message-fields.ts'
import type { BadMessage } from './row.ts'

const text = (max: number): Kind => ({ kind: 'text', max })
const code = (wrong: string): Kind => ({ kind: 'code', wrong })
const pattern = (...wrong: string[]): Kind => ({ kind: 'pattern', wrong })
const instant: Kind = { kind: 'instant' }
const longText = text(20_000)

const must = (path: string, is: Kind): Field => ({ path, required: true, is })
const may = (path: string, is: Kind): Field => ({ path, required: false, is })

const nodeId = pattern('44010', '440100-', '440100-Ä', '440100-A', `440100${'-a'.repeat(30)}`)
const localName = pattern('-x', 'a b', 'x'.repeat(65), '案件', 'a\u200b')

/** What stands at the head of every message. */
const head: readonly Field[] = [
  must('/id', localName),
  must('/time', instant),
  must('/case', { kind: 'object' }),
  must('/data', { kind: 'object' }),
]

/** Every member of every message, and what it must be. */
const fields: readonly [GoodMessage, readonly Field[]][] = [
  [
    good.submitted,
    [
      ...head,
      must('/data/nature', code('Complaint')),
      must('/data/title', text(200)),
      must('/data/content', longText),
      may('/data/category', { kind: 'object' }),
      must('/data/category/scheme', pattern('Inquiry Category', 'x'.repeat(65))),
      must('/data/category/version', pattern('1 2', '1'.repeat(17))),
      must('/data/category/code', pattern('.1', '0'.repeat(33))),
      must('/data/division', pattern('44010', '4401066', '44010六', '４４０１０６')),
      must('/data/channel', code('fax')),
      must('/data/submittedAt', instant),
      may('/data/occurredAt', instant),
      may('/data/place', { kind: 'object' }),
      may('/data/place/address', text(500)),
      may('/data/place/crs', code('wgs84')),
      must('/data/reporter', { kind: 'object' }),
      must('/data/reporter/kind', code('citizen')),
      may('/data/reporter/sealed', pattern('a.b.c.d', 'a.b.c.d.e=', `${'a'.repeat(8200)}.a.a.a.a`)),
      must('/data/secrecy', code('secret')),
      must('/data/public', { kind: 'boolean' }),
      must('/data/urgency', code('high')),
      may('/data/subjectNode', nodeId),
      may('/data/attachments', { kind: 'array', max: 50 }),
      must('/data/attachments/0/digest', pattern('sha-256:abc', 'sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')),
      must('/data/attachments/0/size', { kind: 'integer', min: 1, max: 20 * 1024 * 1024 }),
      must('/data/attachments/0/mediaType', pattern('jpeg', 'image/jpeg; charset=x', 'IMAGE/JPEG')),
      must('/data/attachments/0/name', text(255)),
      may('/data/extensions', { kind: 'record' }),
    ],
  ],
  [
    good.amended,
    [
      may('/data/title', text(200)),
      may('/data/content', longText),
      may('/data/note', longText),
      may('/data/division', pattern('44', 'abcdef')),
      may('/data/attachments', { kind: 'array', max: 50 }),
    ],
  ],
  [good.withdrawn, [may('/data/reason', longText)]],
  [good.accepted, [may('/data/unit', text(200)), may('/data/note', longText)]],
  [
    good.declined,
    [
      must('/data/reason', pattern('Not In Scope', 'x'.repeat(65))),
      must('/data/explanation', longText),
      may('/data/basis', longText),
    ],
  ],
  [
    good.returned,
    [
      must('/data/reason', pattern('not_ours')),
      must('/data/explanation', longText),
      may('/data/suggestedNode', nodeId),
    ],
  ],
  [good.progressed, [must('/data/note', longText), may('/data/unit', text(200))]],
  [good.contributed, [must('/data/content', longText)]],
  [good.extensionRequested, [must('/data/until', { kind: 'date' }), must('/data/reason', longText)]],
  [good.paused, [must('/data/reason', code('holiday')), must('/data/explanation', longText)]],
  [good.resumed, [must('/data/reason', longText), may('/data/explanation', longText)]],
  [
    good.replied,
    [
      must('/data/content', longText),
      must('/data/public', { kind: 'boolean' }),
      must('/data/unit', text(200)),
      must('/data/repliedAt', instant),
    ],
  ],
  [good.closed, [must('/data/outcome', code('done'))]],
  [good.rated, [must('/data/rating', { kind: 'integer', min: 1, max: 5 }), may('/data/comment', longText)]],
  [good.reopenRequested, [must('/data/reason', longText)]],
  [good.reviewRequested, [must('/data/reason', longText)]],
  [good.reviewed, [must('/data/outcome', code('confirmed')), must('/data/content', longText)]],
  [
    good.supervisionAnswered,
    [must('/data/supervisionId', pattern('a b', 'x'.repeat(65))), must('/data/content', longText)],
  ],
  [
    good.reconciled,
    [
      must('/data/date', { kind: 'date' }),
      must('/data/counts', { kind: 'record' }),
      must('/data/digest', pattern('abc', `${'A'.repeat(43)}=`)),
    ],
  ],
]

/** Every member of every message, wrong in every way that it can be. */
export const badFields: readonly BadMessage[] = fields.flatMap(([message, those]) =>
  those.flatMap((field) => faultsOfField(message, field)),
)
