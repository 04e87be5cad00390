import type { EventData, EventType } from '@inquiry/schema'
import type { PublicEvent } from '../src/index.ts'

export const caseId = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'

/** Writes the public parts of events. */
export function writeLog(): {
  events: PublicEvent[]
  say: <T extends EventType>(type: T, time: string, data: object, subject?: string) => void
} {
  const events: PublicEvent[] = []
  return {
    events,
    say: <T extends EventType>(type: T, time: string, data: object, subject = caseId) =>
      void events.push({
        type,
        subject,
        time,
        position: events.length,
        data: data as EventData<T>,
      } as unknown as PublicEvent),
  }
}

/** A time of November 2026 in Beijing: `at(3)` is the third at ten, `at(3, '23:59:59.500')` half a second before its end. */
export function at(day: number, clock = '10:00:00.000', month = 11): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `2026-${two(month)}-${two(day)}T${clock}+08:00`
}

/** The clocks of an assignment, as far as they are looked at. */
export function due(step: 'accept' | 'reply', day: number, month = 11): object {
  return { step, dueAt: at(day, '23:59:59', month), state: 'running' }
}

export function lead(node: string, ...clocks: object[]): object {
  return { node, role: 'lead', rule: null, rulesVersion: 0, beat: [], due: clocks }
}
