import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  generateSigningKey,
  messageDigest,
  sealAccessToken,
  sealEnrolment,
  sealEnvelope,
  type SigningKey,
} from '@inquiry/envelope'
import type { MessageResult } from '@inquiry/schema'
import { benchmarkMessage } from '../../load/intake/envelopes.ts'
import type { History } from '../history.ts'
import { pick, type Random } from '../random.ts'

type Message = Record<string, unknown> & { id: string }

/** A city's platform that sends until it has an answer, to whichever hub answers. */
export class Platform {
  readonly nodeId: string
  readonly hubId: string
  readonly key: SigningKey = generateSigningKey()
  readonly #hubs: readonly string[]
  readonly #history: History
  readonly #random: Random
  #sequence = 0

  constructor(nodeId: string, hubId: string, hubs: readonly string[], history: History, random: Random) {
    this.nodeId = nodeId
    this.hubId = hubId
    this.#hubs = hubs
    this.#history = history
    this.#random = random
  }

  async enrol(code: string): Promise<void> {
    const claims = { iss: this.nodeId, aud: this.hubId, iat: seconds(), jti: randomUUID(), code }
    const body = await sealEnrolment(claims, this.key.signer, this.key.jwk)
    const answer = await fetch(`${this.#hubs[0]}/v1/enrolments`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose' },
      body,
    })
    if (answer.status !== 201) throw new Error(`${this.nodeId} could not enrol: ${await answer.text()}`)
  }

  token(): Promise<string> {
    const iat = seconds()
    return sealAccessToken(
      { iss: this.nodeId, aud: this.hubId, iat, exp: iat + 300, jti: randomUUID() },
      this.key.signer,
    )
  }

  /** File a case and amend it twice, each when the one before was acknowledged. Ends early where the signal does. */
  async fileCase(n: number, run: string, signal: AbortSignal): Promise<void> {
    const submitted = { ...benchmarkMessage(n, `${run}${this.nodeId}`) } as Message
    const filed = await this.#say(submitted, signal)
    for (let i = 0; i < 2 && filed && !signal.aborted; i++) {
      const amendment = {
        id: `${submitted.id}-a${i}`,
        type: 'case.amended',
        time: new Date().toISOString(),
        case: submitted['case'],
        data: { note: `补充说明 ${i}：情况依旧。` },
      }
      if (!(await this.#say(amendment, signal))) return
    }
  }

  /** Send a message until it is answered; undefined where it never was. The same bytes are sent again each time. */
  async #say(message: Message, signal: AbortSignal): Promise<MessageResult | undefined> {
    const history = this.#history
    const seal = () =>
      sealEnvelope(
        {
          iss: this.nodeId,
          aud: this.hubId,
          iat: seconds(),
          jti: randomUUID(),
          sequence: ++this.#sequence,
          messages: [message],
        },
        this.key.signer,
      )
    let body = await seal()
    let sealedAt = performance.now()
    history.note({
      what: 'sent',
      node: this.nodeId,
      id: message.id,
      digest: messageDigest(message as never),
      at: history.now(),
    })
    while (!signal.aborted) {
      // An envelope is good for five minutes (annex A2): after that the same message goes in a new one.
      if (performance.now() - sealedAt > 240_000) [body, sealedAt] = [await seal(), performance.now()]
      const result = await this.#post(body)
      // A hub whose clock stands behind takes a message for one of the future; the same id is judged afresh later (annex A5).
      const faults = result?.status === 'rejected' ? (result.problem?.errors ?? []) : []
      const isEarly = faults.length > 0 && faults.every(({ rule }) => rule === 'future')
      if (result?.status === 'rejected' && !isEarly) {
        const reason = JSON.stringify(result.problem)
        history.note({ what: 'refused', node: this.nodeId, id: message.id, reason, at: history.now() })
        return undefined
      }
      if (result && 'position' in result && result.position !== undefined) {
        history.note({ what: 'acked', node: this.nodeId, id: message.id, position: result.position, at: history.now() })
        return result
      }
      await sleep(100 + this.#random() * 400, undefined, { signal }).catch(() => {})
    }
    return undefined
  }

  /** One attempt; undefined where there was no answer that settles it. */
  async #post(body: string): Promise<MessageResult | undefined> {
    try {
      const answer = await fetch(`${pick(this.#random, this.#hubs)}/v1/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body,
        signal: AbortSignal.timeout(10_000),
      })
      const text = await answer.text()
      return answer.ok ? (JSON.parse(text) as { results: MessageResult[] }).results[0] : undefined
    } catch {
      return undefined
    }
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
