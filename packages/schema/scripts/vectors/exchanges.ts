import { claims, envelope, headerOf, submitted } from './compact.ts'
import type { ExpectedFault } from './vector.ts'
import { keys, now } from './world.ts'
import type { ProblemSlug } from '../../src/index.ts'

/** What a step’s answer has in it; `asStep` says that results and receipt equal those of an earlier step, byte for byte. */
type StepExpectation =
  | {
      status: 200
      results: { id: string | null; status: string; problem?: ProblemSlug; errors?: ExpectedFault[] }[]
      asStep?: number
    }
  | { status: number; problem: ProblemSlug }

/** Envelopes posted one after the other to a hub that has recorded nothing before, each at its own time. */
export type Exchange = {
  name: string
  clause: string
  steps: { /** Unix seconds of the hub’s clock. */ at: number; body: string; expect: StepExpectation }[]
}

const recorded = (...ids: string[]): StepExpectation => ({
  status: 200,
  results: ids.map((id) => ({ id, status: 'recorded' })),
})
const conflict: StepExpectation = { status: 409, problem: 'envelope-conflict' }

const step = (body: string, expect: StepExpectation, at = now) => ({ at, body, expect })
const sealed = (changed: Record<string, unknown> = {}) => envelope({ payload: claims(changed) })
const other = submitted({ title: '另一件事' })
const late = now + 900

/** The same envelope by the other of the two signatures that hold. */
const byOtherName = envelope({ header: { ...headerOf(keys.guangzhou), alg: 'EdDSA' } })

export const exchanges: readonly Exchange[] = [
  {
    name: 'the same bytes again are answered as before',
    clause: '§4, A3',
    steps: [step(sealed(), recorded('m-1')), step(sealed(), { ...recorded('m-1'), asStep: 0 } as StepExpectation)],
  },
  {
    name: 'the same envelope with another spelling of its header is answered as before',
    clause: 'A3',
    steps: [step(sealed(), recorded('m-1')), step(byOtherName, { ...recorded('m-1'), asStep: 0 } as StepExpectation)],
  },
  {
    name: 'the same bytes a quarter of an hour later are answered as before',
    clause: 'A2',
    steps: [
      step(sealed(), recorded('m-1')),
      step(sealed(), { ...recorded('m-1'), asStep: 0 } as StepExpectation, late),
    ],
  },
  {
    name: 'an envelope that was never recorded is stale a quarter of an hour later, and its messages go in a new one',
    clause: 'A2',
    steps: [
      step(sealed(), { status: 401, problem: 'stale-envelope' }, late),
      step(sealed({ jti: 'e-2', iat: late }), recorded('m-1'), late),
    ],
  },
  {
    name: 'the messages of a recorded envelope sent in a new one are already recorded',
    clause: 'A2, A3',
    steps: [
      step(sealed(), recorded('m-1')),
      step(sealed({ jti: 'e-2', sequence: 2 }), { status: 200, results: [{ id: 'm-1', status: 'already-recorded' }] }),
    ],
  },
  {
    name: 'the same jti with another payload is a conflict, and nothing of it is recorded',
    clause: '§4',
    steps: [
      step(sealed(), recorded('m-1')),
      step(sealed({ messages: [submitted({}, { id: 'm-2', case: { sourceId: 'GZ-2' } })] }), conflict),
      step(
        sealed({ jti: 'e-2', sequence: 2, messages: [submitted({}, { id: 'm-2', case: { sourceId: 'GZ-2' } })] }),
        recorded('m-2'),
      ),
    ],
  },
  {
    name: 'the same sequence under another jti is a conflict',
    clause: 'A22',
    steps: [step(sealed(), recorded('m-1')), step(sealed({ jti: 'e-2', messages: [other] }), conflict)],
  },
  {
    name: 'envelopes may come in any order of their sequence',
    clause: '§4',
    steps: [
      step(sealed({ sequence: 3 }), recorded('m-1')),
      step(
        sealed({ jti: 'e-2', sequence: 1, messages: [submitted({}, { id: 'm-2', case: { sourceId: 'GZ-2' } })] }),
        recorded('m-2'),
      ),
    ],
  },
  {
    name: 'the same message id with other content is a conflict of that message alone',
    clause: 'A4',
    steps: [
      step(sealed(), recorded('m-1')),
      step(
        sealed({
          jti: 'e-2',
          sequence: 2,
          messages: [other, submitted({}, { id: 'm-2', case: { sourceId: 'GZ-2' } })],
        }),
        {
          status: 200,
          results: [
            { id: 'm-1', status: 'rejected', problem: 'message-conflict' },
            { id: 'm-2', status: 'recorded' },
          ],
        },
      ),
    ],
  },
  {
    name: 'one id twice in one envelope: the first is judged, an equal second is already recorded',
    clause: 'A23',
    steps: [
      step(sealed({ messages: [submitted(), submitted()] }), {
        status: 200,
        results: [
          { id: 'm-1', status: 'recorded' },
          { id: 'm-1', status: 'already-recorded' },
        ],
      }),
    ],
  },
  {
    name: 'one id twice in one envelope with other content is a conflict',
    clause: 'A23',
    steps: [
      step(sealed({ messages: [submitted(), other] }), {
        status: 200,
        results: [
          { id: 'm-1', status: 'recorded' },
          { id: 'm-1', status: 'rejected', problem: 'message-conflict' },
        ],
      }),
    ],
  },
  {
    name: 'a rejected message does not use up its id',
    clause: 'A5',
    steps: [
      step(sealed({ messages: [submitted({ title: '' })] }), {
        status: 200,
        results: [
          {
            id: 'm-1',
            status: 'rejected',
            problem: 'invalid-message',
            errors: [{ pointer: '/messages/0/data/title' }],
          },
        ],
      }),
      step(sealed({ jti: 'e-2', sequence: 2 }), recorded('m-1')),
    ],
  },
  {
    name: 'a case that was submitted cannot be submitted again under another message id',
    clause: 'B2',
    steps: [
      step(sealed(), recorded('m-1')),
      step(sealed({ jti: 'e-2', sequence: 2, messages: [submitted({}, { id: 'm-2' })] }), {
        status: 200,
        results: [{ id: 'm-2', status: 'rejected', problem: 'invalid-transition' }],
      }),
    ],
  },
  {
    name: 'two nodes use one sourceId and one message id for two cases',
    clause: '§1',
    steps: [
      step(sealed(), recorded('m-1')),
      step(envelope({ key: keys.shenzhen, payload: claims({ iss: '440300' }) }), recorded('m-1')),
    ],
  },
  {
    name: 'a message about a case that nobody submitted, and one about a case id in upper case, concern an unknown case',
    clause: 'A25, C3',
    steps: [
      step(
        sealed({
          messages: [
            about({ sourceId: 'GZ-9' }),
            { ...about({ caseId: '019AB3F0-5C1E-7C4A-9D0E-3F2B1A6C7D8E' }), id: 'm-2' },
          ],
        }),
        {
          status: 200,
          results: [
            { id: 'm-1', status: 'rejected', problem: 'unknown-case' },
            { id: 'm-2', status: 'rejected', problem: 'unknown-case' },
          ],
        },
      ),
    ],
  },
  {
    name: 'a failed envelope uses no sequence and no jti',
    clause: 'A22',
    steps: [
      step(envelope({ signature: keys.stranger.sign }), { status: 401, problem: 'invalid-signature' }),
      step(sealed(), recorded('m-1')),
    ],
  },
  {
    name: 'times ahead of the hub, a division that does not exist and a code of no list',
    clause: 'B14, B16',
    steps: [
      step(
        sealed({
          messages: [
            submitted({}, { time: '2026-11-22T10:01:01+08:00' }),
            submitted({ division: '449999' }, { id: 'm-2', case: { sourceId: 'GZ-2' } }),
            submitted({ submittedAt: '2026-11-22T09:57:00+08:00' }, { id: 'm-3', case: { sourceId: 'GZ-3' } }),
          ],
        }),
        {
          status: 200,
          results: [
            { id: 'm-1', status: 'rejected', problem: 'invalid-message', errors: [{ pointer: '/messages/0/time' }] },
            {
              id: 'm-2',
              status: 'rejected',
              problem: 'unknown-code',
              errors: [{ pointer: '/messages/1/data/division' }],
            },
            {
              id: 'm-3',
              status: 'rejected',
              problem: 'invalid-message',
              errors: [{ pointer: '/messages/2/data/submittedAt' }],
            },
          ],
        },
      ),
    ],
  },
]

function about(reference: Record<string, string>): Record<string, unknown> {
  const data = { rating: 4 }
  return { id: 'm-1', type: 'case.rated', time: '2026-11-22T09:56:00+08:00', case: reference, data }
}
