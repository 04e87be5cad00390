import { setTimeout as sleep } from 'node:timers/promises'
import { wellBehaved, type Behaviour } from '../../deliveries/sink.ts'
import type { Lab } from '../lab/lab.ts'
import { noteDelivery } from '../load/subscribers.ts'
import { rest, type Fault } from './fault.ts'

/** What the sink does with events: take notes as always, then answer in its own way. */
function behave(lab: Lab, answer: Behaviour): void {
  lab.sink.behaviour = (arrival, count) => {
    if (!arrival.body.includes('"specversion"')) return wellBehaved(arrival, count)
    noteDelivery(lab.history, '440100/webhook', arrival.body)
    return answer(arrival, count)
  }
}

const good = (lab: Lab): Promise<void> => Promise.resolve(behave(lab, wellBehaved))

/** Ask for every webhook to be tried at once, as an operator does when an endpoint is well again. */
async function redrive(lab: Lab): Promise<void> {
  await good(lab)
  for (const url of lab.hubUrls) {
    await fetch(`${url}/v1/deliveries/redrive`, {
      method: 'POST',
      headers: { authorization: `Bearer ${lab.adminToken}`, 'content-type': 'application/json' },
      body: '{}',
    }).catch(() => {})
  }
}

export const subscriberFaults: Fault[] = [
  {
    kind: 'endpoint-lies',
    what: 'the endpoint takes one event in five and answers 503 all the same; it is redriven every 2 s',
    every: [0.5, 0.5],
    async once(lab, signal) {
      behave(lab, (arrival, count) => (lab.random() < 0.2 ? { status: 503 } : wellBehaved(arrival, count)))
      await rest(2_000, signal)
      await redrive(lab)
    },
    heal: redrive,
  },
  {
    kind: 'endpoint-hangs',
    what: 'the endpoint takes events and does not answer for 8 s, or closes the connection; then it is well and redriven',
    every: [2, 4],
    async once(lab, signal) {
      behave(lab, async (arrival, count) => {
        if (lab.random() < 0.5) return undefined
        await sleep(8_000)
        return wellBehaved(arrival, count)
      })
      await rest(8_000, signal)
      await redrive(lab)
    },
    heal: redrive,
  },
]
