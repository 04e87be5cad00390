import type { EventData, PrivatePart } from '@inquiry/schema'
import type { CaseMessage, CaseMessageType, SayMessage } from '../command.ts'
import type { Context } from '../decision.ts'
import type { Draft } from '../drafting.ts'
import { isGuarded } from '../parties.ts'
import type { CasePrivate } from '../private-part.ts'

/** A message of one type. */
type Said<T extends CaseMessageType> = Extract<CaseMessage, { type: T }>

/** What the public sees of a message: never a text that a person wrote (annex B23). */
type PublicView<T extends CaseMessageType> = (message: Said<T>, node: string, digest: string) => EventData<T>

const publicViews: { readonly [T in CaseMessageType]: PublicView<T> } = {
  'case.submitted': ({ data }, node, contentDigest) => ({
    origin: node,
    nature: data.nature,
    ...(data.category === undefined || isGuarded(data) ? {} : { category: data.category }),
    channel: data.channel,
    urgency: data.urgency,
    public: data.public,
    ...(isProbe(data, node) ? { probe: true } : {}),
    contentDigest,
  }),
  'case.amended': ({ data }, _, contentDigest) => ({
    changed: Object.keys(data).filter((member) => member !== 'note'),
    contentDigest,
  }),
  'case.withdrawn': () => ({}),
  'case.accepted': (_, node) => ({ node }),
  'case.declined': ({ data }, node) => ({ node, reason: data.reason }),
  'case.returned': ({ data }, node) => ({ node, reason: data.reason }),
  'case.progressed': (_, node) => ({ node }),
  'case.contributed': (_, node) => ({ node }),
  'case.extension-requested': ({ data }, node) => ({ node, until: data.until }),
  'case.paused': ({ data }, node) => ({ node, reason: data.reason }),
  'case.resumed': (_, node) => ({ node }),
  'case.replied': ({ data }, node, contentDigest) => ({ node, public: data.public, contentDigest }),
  'case.closed': ({ data }, node) => ({ node, outcome: data.outcome }),
  'case.rated': ({ data }) => ({ rating: data.rating }),
  'case.reopen-requested': () => ({}),
  'case.review-requested': () => ({}),
  'case.reviewed': ({ data }, node) => ({ node, outcome: data.outcome }),
  'supervision.answered': ({ data }, node) => ({ node, supervisionId: data.supervisionId }),
}

/** Messages whose text the event answers for with a salted digest. */
const digested: ReadonlySet<CaseMessageType> = new Set(['case.submitted', 'case.amended', 'case.replied'])

/** The event that records the message: its public data, and the message itself for those who may see it. */
export function draftOf({ message, sender }: SayMessage, { digest }: Context): Draft {
  const sealing = digested.has(message.type) ? digest(message.data) : undefined
  const view = publicViews[message.type] as PublicView<CaseMessageType>
  const data = view(message, sender, sealing?.contentDigest ?? '')
  return {
    type: message.type,
    data,
    private: { ...kept(message), ...(sealing ? { salt: sealing.salt } : {}) },
  } as Draft
}

function kept(message: CaseMessage): CasePrivate & PrivatePart {
  if (message.type !== 'case.submitted') return { message: message.data }
  const { sealed, ...reporter } = message.data.reporter
  return {
    message: { ...message.data, reporter },
    sourceId: message.case.sourceId ?? '',
    sealed: sealed !== undefined,
  }
}

/** Whether the origin marked its case as a probe in its own extensions: `{"<nodeId>": {"probe": true}}`. */
function isProbe({ extensions }: Said<'case.submitted'>['data'], node: string): boolean {
  return extensions?.[node]?.['probe'] === true
}
