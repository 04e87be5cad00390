import { cosign, judgeCheckpoint, parseSubmission, type NoteSigner, type VerifierKey } from '@inquiry/transparency'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { SeenLogs } from './seen-logs.query.ts'

export type WitnessOptions = {
  signer: NoteSigner
  /** The keys of the logs it watches; a key's name is the origin of its log. */
  trusted: readonly VerifierKey[]
  seen: SeenLogs
  now: () => Date
}

/** No submission is longer: 63 proof lines and a note of at most 64 KiB. */
const maxBytes = 80 * 1024

/** `POST /add-checkpoint` of a C2SP tlog-witness: cosigns what has grown from the largest log it saw, and nothing else. */
export function witnessRoutes({ signer, trusted, seen, now }: WitnessOptions): Hono {
  const app = new Hono()
  app.post('/add-checkpoint', bodyLimit({ maxSize: maxBytes }), async (c) => {
    const submission = parseSubmission(await c.req.text())
    if (!submission) return c.text('', 400)
    const { origin, size, rootHash } = submission.checkpoint
    const trustedKeys = trusted.filter(({ name }) => name === origin)
    const lastSeen = seen.last(origin)
    const verdict = await judgeCheckpoint({ submission, trustedKeys, lastSeen })
    if (verdict.verdict === 'refused') {
      if (verdict.status === 409) return sizeConflict(verdict.lastSize)
      return c.text('', verdict.status)
    }
    if (!seen.replace(origin, lastSeen, { size, rootHash })) return sizeConflict(seen.last(origin)?.size ?? 0)
    const line = await cosign(submission.note.text, Math.floor(now().getTime() / 1000), signer)
    return c.body(line, 200, { 'content-type': 'text/plain; charset=utf-8' })

    function sizeConflict(lastSize: number): Response {
      return c.body(`${lastSize}\n`, 409, { 'content-type': 'text/x.tlog.size' })
    }
  })
  return app
}
