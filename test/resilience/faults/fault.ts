import { setTimeout as sleep } from 'node:timers/promises'
import type { Lab } from '../lab/lab.ts'
import { between } from '../random.ts'

/** Something that goes wrong, again and again while there is load. */
export type Fault = {
  kind: string
  /** What is done, in a few words for the table. */
  what: string
  /** Why it cannot be done here, or undefined. */
  missing?: () => string | undefined
  /** One occurrence, from doing it until it is over. The signal says that the load has ended: be quick. */
  once: (lab: Lab, signal: AbortSignal) => Promise<void>
  /** Before the lab's servers start. */
  prepare?: (folder: string) => Promise<void>
  /** Put right what may still be wrong when the load has ended. */
  heal?: (lab: Lab) => Promise<void>
  /** After everything has stopped. */
  clear?: (folder: string) => Promise<void>
  /** Seconds of quiet between occurrences, at least and at most; a quarter of the time nothing happens besides. */
  every?: [least: number, most: number]
}

/** Let it go wrong as often as there is time for. */
export async function disturb(fault: Fault, lab: Lab, signal: AbortSignal): Promise<number> {
  const [least, most] = fault.every ?? [2, 5]
  let times = 0
  for (; !signal.aborted; times++) {
    await rest(between(lab.random, least * 1000, most * 1000), signal)
    if (lab.random() < 0.25 && times > 0) await rest(most * 1000, signal)
    if (signal.aborted) break
    lab.say(fault.kind)
    await fault.once(lab, signal)
    lab.say(`${fault.kind} is over`)
  }
  return times
}

/** Wait, less long where the signal comes. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
