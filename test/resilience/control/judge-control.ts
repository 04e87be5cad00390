import { check } from '../check.ts'
import { digestOf, type Entry } from '../history.ts'
import type { Caught } from './controls.ts'

/** Judge a control by the same checker: what was acknowledged under a number must be delivered under it. */
export function judgeControl(acknowledged: readonly number[], delivered: readonly number[]): Caught {
  const digest = digestOf('')
  const history: Entry[] = [
    ...acknowledged.flatMap((position, at): Entry[] => [
      { what: 'sent', node: 'control', id: String(position), digest, at },
      { what: 'acked', node: 'control', id: String(position), position, at },
    ]),
    ...delivered.map((position, at): Entry => ({
      what: 'delivered',
      by: 'control',
      position,
      id: String(position),
      subject: String(position),
      digest,
      at,
    })),
  ]
  const size = Math.max(-1, ...acknowledged) + 1
  const truth = {
    messages: new Map(acknowledged.map((position) => [`control/${position}`, { digest, position }])),
    events: Array.from({ length: size }, (_, position) => ({ position, subject: '', digest })),
    expected: new Map([['control', acknowledged]]),
  }
  const { lost, findings } = check(history, truth, { from: 0, until: 0 })
  return { acknowledged: acknowledged.length, lost, findings }
}
