import { z } from 'zod'
import { channelCodes } from '../code-lists/channel.ts'
import { natureCodes } from '../code-lists/nature.ts'
import { secrecyCodes } from '../code-lists/secrecy.ts'
import { urgencyCodes } from '../code-lists/urgency.ts'
import { Digest, DivisionCode, NodeId } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { fileName, text } from '../text.ts'

/** A category by the scheme it belongs to; the shipped scheme is `inquiry-category`, version `1`. */
export const Category = z
  .strictObject({
    scheme: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(64)
      .meta({ examples: ['inquiry-category'] }),
    version: z
      .string()
      .regex(/^[0-9A-Za-z.-]{1,16}$/)
      .meta({ examples: ['1'] }),
    code: z
      .string()
      .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$/)
      .meta({ examples: ['0203'] }),
  })
  .meta({ id: 'Category', description: '事项分类 category of the matter' })

/** Degrees with at most seven decimals, the only numbers on the wire that are not integers (annex A1). */
const degrees = (limit: number) => z.number().min(-limit).max(limit)

/** Where the matter lies. Longitude and latitude come together and with their reference system, or not at all. */
export const Place = z
  .strictObject({
    address: text(500)
      .optional()
      .meta({ examples: ['天河区体育东路与天河路交叉口'] }),
    longitude: degrees(180)
      .optional()
      .meta({ examples: [113.3245] }),
    latitude: degrees(90)
      .optional()
      .meta({ examples: [23.1357] }),
    crs: z
      .enum(['CGCS2000', 'WGS84', 'GCJ02'])
      .optional()
      .meta({ examples: ['CGCS2000'] }),
  })
  .check(({ value, issues }) => {
    const given = (['longitude', 'latitude', 'crs'] as const).filter((name) => value[name] !== undefined)
    if (given.length === 0 || given.length === 3) return
    for (const name of ['longitude', 'latitude', 'crs'] as const) {
      if (value[name] === undefined)
        issues.push({ code: 'custom', input: undefined, path: [name], params: { rule: 'required' } })
    }
  })
  .meta({
    id: 'Place',
    description: '事发地点 place',
    dependentRequired: {
      longitude: ['latitude', 'crs'],
      latitude: ['longitude', 'crs'],
      crs: ['longitude', 'latitude'],
    },
  })

/** The form of a compact JWE; it holds nothing that a key opens. */
const sealedExample =
  'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00ifQ.c2VhbGVkLWtleQ.bm9uY2UtMTItYnl0.Y2lwaGVydGV4dA.dGFnLTE2LWJ5dGVzLQ'

/** A compact JWE (RFC 7516 §7.1) of reporter data, sealed to the hub's encryption key. */
export const SealedReporter = z
  .string()
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){4}$/)
  .meta({
    id: 'SealedReporter',
    description: '加密的来访人信息 compact JWE, ECDH-ES+A256KW and A256GCM',
    examples: [sealedExample],
  })

/** Who files the case. An anonymous reporter has nothing to seal. */
export const Reporter = z
  .strictObject({
    kind: z.enum(['person', 'organisation', 'anonymous']).meta({ examples: ['person'] }),
    sealed: SealedReporter.optional(),
  })
  .check(({ value, issues }) => {
    if (value.kind === 'anonymous' && value.sealed !== undefined) {
      issues.push({ code: 'custom', input: value.sealed, path: ['sealed'], params: { rule: 'sealed' } })
    }
  })
  .meta({
    id: 'Reporter',
    description: '来访人 reporter',
    examples: [{ kind: 'person' }],
    if: { properties: { kind: { const: 'anonymous' } }, required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword
    then: { properties: { sealed: false } },
  })

/** A file that belongs to the case; its bytes travel by `PUT /v1/attachments/{digest}`. */
export const Attachment = z
  .strictObject({
    digest: Digest,
    size: z
      .int()
      .min(1)
      .max(20 * 1024 * 1024)
      .meta({ examples: [20480], description: 'bytes' }),
    mediaType: z
      .string()
      .max(127)
      .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/)
      .meta({ examples: ['image/jpeg'] }),
    name: fileName(255).meta({ examples: ['现场照片.jpg'] }),
  })
  .meta({ id: 'Attachment', description: '附件 attachment' })

/** Members of a node's own, under its nodeId; at most 16 KiB as JSON. */
export const Extensions = z
  .record(NodeId, z.record(z.string(), z.unknown()))
  .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= 16 * 1024, {
    params: { rule: 'maxLength', limit: 16384 },
  })
  .meta({
    id: 'Extensions',
    description: '扩展 the node’s own members',
    $comment: 'At most 16 KiB as JSON in UTF-8, which a JSON Schema cannot say (rule maxLength).',
    examples: [{ '440100': { windowNumber: 'A12' } }],
  })

/** `case.submitted` 提交: a citizen's case as its origin platform took it. */
export const CaseSubmitted = z
  .strictObject({
    nature: z.enum(natureCodes).meta({ examples: ['complaint'] }),
    title: text(200).meta({ examples: ['体育东路夜间施工噪声扰民'] }),
    content: text(20_000).meta({ examples: ['体育东路某工地连续三晚十一点后仍在打桩，影响休息，请核查处理。'] }),
    category: Category.optional(),
    division: DivisionCode,
    channel: z.enum(channelCodes).meta({ examples: ['web'] }),
    submittedAt: Instant,
    occurredAt: Instant.optional(),
    place: Place.optional(),
    reporter: Reporter,
    secrecy: z.enum(secrecyCodes).meta({ examples: ['none'] }),
    public: z.boolean().meta({ examples: [true] }),
    urgency: z.enum(urgencyCodes).meta({ examples: ['normal'] }),
    subjectNode: NodeId.optional(),
    attachments: z.array(Attachment).max(50).optional(),
    extensions: Extensions.optional(),
  })
  .check(({ value, issues }) => {
    if (value.subjectNode !== undefined && value.nature !== 'report') {
      issues.push({ code: 'custom', input: value.subjectNode, path: ['subjectNode'], params: { rule: 'report-only' } })
    }
  })
  .meta({
    if: { properties: { subjectNode: true }, required: ['subjectNode'] },
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword
    then: { properties: { nature: { const: 'report' } } },
  })
export type CaseSubmitted = z.infer<typeof CaseSubmitted>

/** `case.amended` 补充: at least one member changes. */
export const CaseAmended = z
  .strictObject({
    title: text(200)
      .optional()
      .meta({ examples: ['体育东路夜间施工噪声扰民（补充时段）'] }),
    content: text(20_000)
      .meta({ examples: ['补充：十一月二十二日晚仍在施工，附现场照片。'] })
      .optional(),
    division: DivisionCode.optional(),
    category: Category.optional(),
    place: Place.optional(),
    attachments: z.array(Attachment).max(50).optional(),
    note: text(20_000)
      .optional()
      .meta({ examples: ['补充现场照片'] }),
  })
  .check(({ value, issues }) => {
    if (Object.keys(value).length === 0)
      issues.push({ code: 'custom', input: value, params: { rule: 'minProperties' } })
  })
  .meta({ minProperties: 1, examples: [{ note: '补充现场照片' }] })
export type CaseAmended = z.infer<typeof CaseAmended>

/** `case.withdrawn` 撤回. */
export const CaseWithdrawn = z.strictObject({
  reason: text(20_000)
    .optional()
    .meta({ examples: ['问题已自行解决'] }),
})
