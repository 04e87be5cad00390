import { filingOf } from './draft.ts'
import type { Draft } from './draft.ts'
import type { BadEnvelopes, Filing, InvalidMessage } from './filing.ts'
import { plantSingle } from './plant.ts'
import type { Stage } from './plant.ts'

/** Draws the envelopes that go wrong, in filings of their own (numbers … of their node). */
export function drawBadEnvelopes(stage: Stage): BadEnvelopes {
  let count = 0
  const filingsOf = (nodeId: string, size: number): Filing[] =>
    Array.from({ length: size }, () => filingOf(movedTo(plantSingle(stage), nodeId, ++count)))
  const [spoilt] = filingsOf('440600', 1)
  return {
    badSignature: { nodeId: '440300', filings: filingsOf('440300', 2), expect: 'invalid-signature' },
    unknownNode: { nodeId: '440000-unenrolled', filings: filingsOf('440000-unenrolled', 1), expect: 'unknown-key' },
    invalidMessage: {
      nodeId: '440600',
      neighbours: filingsOf('440600', 3),
      invalid: spoilt === undefined ? [] : spoil(spoilt),
      expect: 'invalid-message',
    },
    resent: { nodeId: '441900', filings: filingsOf('441900', 2) },
  }
}

function movedTo(draft: Draft, nodeId: string, count: number): Draft {
  return { ...draft, nodeId, sourceId: `X-${count}` }
}

/** One good filing broken in three ways: no content, a nature that is none, a title of 201 characters. */
function spoil({ data, sourceId }: Filing): InvalidMessage[] {
  const { content: _content, ...withoutContent } = data
  return [
    { sourceId: `${sourceId}-a`, data: withoutContent, pointer: '/data/content', rule: 'required' },
    { sourceId: `${sourceId}-b`, data: { ...data, nature: 'grumble' }, pointer: '/data/nature', rule: 'enum' },
    {
      sourceId: `${sourceId}-c`,
      data: { ...data, title: '扰'.repeat(201) },
      pointer: '/data/title',
      rule: 'maxLength',
    },
  ]
}
