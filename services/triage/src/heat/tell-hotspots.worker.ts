import { appendIn, logTime, readOnce, type LogHead, type LogOptions } from '@inquiry/case-log'
import { loadCases } from '@inquiry/case-record'
import type { Database, Transaction } from '@inquiry/database'
import type { EventType } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { countFor, heatOf, stands, usualHeat, type Heat, type UsualHeat } from './heat.query.ts'
import { commonDivision, isTopic, subjectsOf } from './subjects.ts'
import { unusual, type Unusual } from './unusual-count.ts'

/** The reader that counts cases by matter and topic, and tells of what is hot. */
export const heatReader = 'heat'
/** The name under which the cooling is reported. */
export const coolerName = 'cooling'

const batch = 250

/** Of all subjects of a kind, so many may be told by chance where nothing is unusual. */
const falseAlarms = 0.01
/** A hot spot is none any more once its count would surprise nobody. */
const usualAgain = 0.05
/** One or two cases are never hot. */
const leastCases = 3
/** How long what is usual holds before it is reckoned anew, in milliseconds; while there is no past, how long. */
const usualHoldsMs = 600_000
const unsettledHoldsMs = 1_000

export type HeatOptions = LogOptions & { db: Database }

const counting: ReadonlySet<EventType> = new Set([
  'case.submitted',
  'case.linked',
  'case.unlinked',
  'case.amended',
  'case.withdrawn',
])

/** One step: count the next cases for their subjects, and raise those that have unusually many. */
export function tellHotspotsStep({ db, ...log }: HeatOptions): Step {
  const usual = usualBook(log.now)
  return () =>
    readOnce(db, heatReader, batch, async (tx, events) => {
      const ids = new Set(events.flatMap(({ type, caseId }) => (counting.has(type) ? (caseId ?? []) : [])))
      if (ids.size === 0) return
      const memberships = [...(await loadCases(tx, [...ids])).values()].map(({ state }) => ({
        caseId: state.caseId,
        subjects: subjectsOf(state),
        receivedAt: state.receivedAt,
      }))
      const grown = await countFor(tx, memberships)
      const hot: Hot[] = []
      for (const heat of await heatOf(tx, grown, log.now(), leastCases)) {
        const { casesPerWindow, subjects } = await usual(tx, isTopic(heat.subject))
        const found = unusual(heat.citizens, heat.past, { casesPerWindow })
        if (heat.citizens >= leastCases && found.probability * subjects < falseAlarms) hot.push({ ...heat, ...found })
      }
      if (hot.length > 0) await appendIn(tx, log, (head) => raise(tx, head, hot))
    })
}

type Hot = Heat & Unusual

/** A hot spot is told once while it stands: the key decides which of two that found it tells. */
async function raise(tx: Transaction, head: LogHead, hot: readonly Hot[]): Promise<void> {
  for (const { subject, cases, citizens, platforms, divisions, firstAt, lastAt, probability, expected } of hot) {
    const division = commonDivision(divisions)
    const score = -Math.log10(Math.max(probability, 1e-300))
    if (!(await stands(tx, { subject, division, score, expected, cases }, head.now))) continue
    const data = { matterId: subject, division, cases, citizens, platforms }
    head.append({
      type: 'hotspot.raised',
      caseId: null,
      subject,
      division,
      data: { ...data, firstAt: logTime(firstAt), lastAt: logTime(lastAt) },
      audience: [],
    })
  }
}

/** One step by the clock: hot spots whose count is usual again are lowered. */
export function coolHotspotsStep({ db, ...log }: HeatOptions): Step {
  const usual = usualBook(log.now)
  return async () => {
    const standing = await db.selectFrom('hotspot').select(['subject', 'division']).execute()
    if (standing.length === 0) return 0
    const heats = await heatOf(
      db,
      standing.map(({ subject }) => subject),
      log.now(),
      1,
    )
    const bySubject = new Map(heats.map((heat) => [heat.subject, heat]))
    const cooled = []
    for (const spot of standing) {
      const heat = bySubject.get(spot.subject)
      const { casesPerWindow } = await usual(db, isTopic(spot.subject))
      const isCool = !heat || unusual(heat.citizens, heat.past, { casesPerWindow }).probability > usualAgain
      if (isCool) cooled.push(spot)
    }
    if (cooled.length > 0) await lower(db, log, cooled)
    return 0
  }
}

async function lower(
  db: Database,
  log: LogOptions,
  cooled: readonly { subject: string; division: string }[],
): Promise<void> {
  await db.transaction().execute((tx) =>
    appendIn(tx, log, async (head) => {
      for (const { subject, division } of cooled) {
        const gone = await tx
          .deleteFrom('hotspot')
          .where('subject', '=', subject)
          .returning('subject')
          .executeTakeFirst()
        if (!gone) continue
        const data = { matterId: subject, division }
        head.append({ type: 'hotspot.lowered', caseId: null, subject, division, data, audience: [] })
      }
    }),
  )
}

/** What is usual for matters and for topics: it is a scan of all counts, so it is held for a while. */
function usualBook(now: () => Date) {
  const known = new Map<boolean, { at: number; usual: UsualHeat }>()
  return async (db: Database | Transaction, topics: boolean): Promise<UsualHeat> => {
    const held = known.get(topics)
    const at = now().getTime()
    if (held && at - held.at < (held.usual.isSettled ? usualHoldsMs : unsettledHoldsMs)) return held.usual
    const usual = await usualHeat(db, topics, now())
    known.set(topics, { at, usual })
    return usual
  }
}
