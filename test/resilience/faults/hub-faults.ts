import type { Lab } from '../lab/lab.ts'
import { between, pick } from '../random.ts'
import { rest, type Fault } from './fault.ts'

/** A hub of the two, by chance. */
function anyHub(lab: Lab): number {
  return between(lab.random, 0, lab.hubs.length - 1)
}

async function restartHub(lab: Lab, i: number): Promise<void> {
  lab.hubs[i]?.start()
  await lab.hubs[i]?.ready()
}

export const hubFaults: Fault[] = [
  {
    kind: 'hub-killed',
    what: 'SIGKILL of a hub, mostly of the one whose relay is active; it is started again at once',
    every: [2, 4],
    async once(lab) {
      const i = lab.random() < 0.75 ? await lab.relayHub() : anyHub(lab)
      await lab.hubs[i]?.kill()
      await restartHub(lab, i)
    },
  },
  {
    kind: 'hub-stopped',
    what: 'SIGSTOP of the hub whose relay is active for 8 to 12 s, then SIGCONT: another takes over, the stale one wakes',
    every: [1, 3],
    async once(lab, signal) {
      const hub = lab.hubs[await lab.relayHub()]
      hub?.signal('SIGSTOP')
      await rest(between(lab.random, 8_000, 12_000), signal)
      hub?.signal('SIGCONT')
    },
    heal: (lab) => Promise.resolve(lab.hubs.forEach((hub) => hub.signal('SIGCONT'))),
  },
  {
    kind: 'hub-drained',
    what: 'SIGTERM of a hub under load: it drains and ends within 10 s, and is started again',
    every: [2, 4],
    async once(lab) {
      const i = anyHub(lab)
      const hub = lab.hubs[i]
      const began = performance.now()
      hub?.signal('SIGTERM')
      await hub?.ended
      const ms = Math.round(performance.now() - began)
      lab.say(`a hub ended ${ms} ms after SIGTERM`)
      await restartHub(lab, i)
    },
  },
  {
    kind: 'clock-jumped',
    what: 'the wall clock of a hub jumps by an hour or a day, forwards or back, for 6 s',
    every: [1, 3],
    async once(lab, signal) {
      const hub = lab.hubs[anyHub(lab)]
      hub?.setClock(pick(lab.random, [-86_400_000, -3_600_000, 3_600_000, 86_400_000]))
      await rest(6_000, signal)
      hub?.setClock(0)
    },
    heal: (lab) => Promise.resolve(lab.hubs.forEach((hub) => hub.setClock(0))),
  },
]
