import { openEnvelope, openReporter, type EnvelopeOpening, type FindKey, type FindPrivateKey } from '@inquiry/envelope'
import type { TokenBuckets } from '@inquiry/http'
import { ProblemError } from '@inquiry/problems'
import { sentence, type Language, type Message } from '@inquiry/schema'
import { citizenHash } from './record/citizen.ts'
import { checkMessage, type CheckedMessage } from './record/check-message.ts'
import { claimedKid, headerSegment } from './claimed-kid.ts'
import type { IntakeGate, Place } from './intake-gate.ts'
import type { GroupCommit } from './record/group-commit.ts'
import type { MappingDirectory } from './record/mappings.query.ts'
import type { EnvelopeOutcome, SealedItem } from './record/record-batch.ts'
import { busy, tooMany } from './too-much.ts'

export type AdmitOptions = {
  hubId: string
  findKey: FindKey
  findPrivateKey: FindPrivateKey
  /** 32 bytes: the key of the hash that tells citizens apart. */
  citizenKey: Uint8Array
  quota: TokenBuckets
  gate: IntakeGate
  mappings: MappingDirectory
  recorder: GroupCommit<SealedItem, EnvelopeOutcome>
  /** The hub's clock, which may run ahead in test mode, and the real one, by which tokens are judged. */
  now: () => Date
  wallClock: () => Date
}

/** What an envelope is answered with once everything in it is on disk. */
export type Admitted = { results: string; receipt: string; repeated: boolean }

/**
 * Receive a signed envelope: verify its bytes, judge its messages, record it together with its neighbours. Whoever sends
 * too much is told so by the key that the envelope names, before its signature costs anything: that key's node has no
 * more to lose by it, since only what is verified counts against its quota and its share of the gate.
 */
export async function admitEnvelope(body: Uint8Array, language: Language, options: AdmitOptions): Promise<Admitted> {
  const segment = headerSegment(body)
  const kid = segment === undefined ? undefined : claimedKid(segment)
  const claimed = (kid === undefined ? undefined : await options.findKey(kid))?.nodeId ?? ''
  const wait = options.quota.wait(claimed)
  if (wait > 0) throw new ProblemError(tooMany(wait))
  const place = options.gate.enter(claimed, options.quota.left(claimed))
  if (place === 'hub') throw new ProblemError(busy)
  if (place === 'node') throw new ProblemError(tooMany(1))
  try {
    return await recordOpened(body, language, place, options)
  } finally {
    place.leave()
  }
}

async function recordOpened(
  body: Uint8Array,
  language: Language,
  place: Place,
  options: AdmitOptions,
): Promise<Admitted> {
  const opening = await openEnvelope(body, { ...options, now: options.wallClock(), language })
  const envelope = verified(opening)
  withinShare(envelope.nodeId, place, options.quota)
  const { messages, citizens } = await judgeAlone(envelope, language, options)
  const standing = opening.ok ? {} : { standing: opening.refusal }
  const jws = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  const outcome = await options.recorder.add({ envelope, jws, messages, citizens, language, ...standing })
  if (!outcome.ok) throw new ProblemError(outcome.problem)
  return outcome
}

/** An envelope whose key was revoked may have been recorded before: it is looked up before it is refused (annex A2). */
function verified(opening: EnvelopeOpening): NonNullable<EnvelopeOpening['envelope']> {
  if (opening.envelope) return opening.envelope
  throw new ProblemError((opening as Extract<EnvelopeOpening, { ok: false }>).refusal)
}

function withinShare(nodeId: string, place: Place, quota: TokenBuckets): void {
  const wait = quota.take(nodeId)
  if (wait > 0) throw new ProblemError(tooMany(wait))
  if (!place.verified()) throw new ProblemError(tooMany(1))
}

/** Each message by itself, off the log's head: what can be known without the record. */
async function judgeAlone(
  envelope: NonNullable<EnvelopeOpening['envelope']>,
  language: Language,
  options: AdmitOptions,
) {
  const now = options.now()
  const citizens = new Map<Message, string>()
  const mappings = await options.mappings.of(envelope.nodeId)
  const checked = envelope.messages.map((raw, index) =>
    checkMessage(envelope.nodeId, raw, index, envelope.oddNumbers, mappings, now, language),
  )
  const messages = await Promise.all(checked.map((message) => withOpenedReporter(message, citizens, language, options)))
  return { messages, citizens }
}

async function withOpenedReporter(
  checked: CheckedMessage,
  citizens: Map<Message, string>,
  language: Language,
  { findPrivateKey, citizenKey }: AdmitOptions,
): Promise<CheckedMessage> {
  if (!checked.ok || checked.message.type !== 'case.submitted') return checked
  const { sealed } = checked.message.data.reporter
  if (sealed === undefined) return checked
  const reporter = await openReporter(sealed, findPrivateKey)
  if (!reporter) return unopenable(checked, language)
  const citizen = citizenHash(reporter, citizenKey)
  if (citizen !== undefined) citizens.set(checked.message, citizen)
  return checked
}

function unopenable(
  { index, id, digest, message, localCodes }: Extract<CheckedMessage, { ok: true }>,
  language: Language,
): CheckedMessage {
  const error = {
    pointer: `/messages/${index}/data/reporter/sealed`,
    rule: 'sealed',
    message: sentence('sealed', undefined, language),
  }
  return {
    ok: false,
    index,
    id,
    type: 'case.submitted',
    digest,
    sourceId: message.case?.sourceId,
    localCodes,
    problem: {
      slug: 'invalid-message',
      detail: {
        zh: '来访人信息无法解密：请用 /.well-known/inquiry-hub 给出的 encryptionKey 加密。',
        en: 'The reporter data cannot be opened: seal them to the encryptionKey of /.well-known/inquiry-hub.',
      },
      errors: [error],
    },
  }
}
