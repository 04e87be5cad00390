import {
  digestOfFigures,
  formulaFor,
  formulaOf,
  publicEvent,
  startRecount,
  type Figures,
  type Formula,
  type PublicEvent,
  type Recount,
} from '@inquiry/assessment'
import type { LogCopy } from '../log-copy/log-copy.ts'

/** A publication as the log holds it, and whether the log gives the figures that it committed to. */
export type CheckedPublication = {
  position: number
  time: string
  formula: string
  asOf: number
  digest: string
  /** What the log gives up to `asOf`; undefined where the formula is not known here, or the log is shorter. */
  recounted: { digest: string; figures: Figures } | undefined
  agrees: boolean
}

/** A month's figures made again from a copy of a log: as it stands, and as they were published. */
export type RecountVerdict = {
  month: string
  figures: Figures
  publications: CheckedPublication[]
}

/**
 * Make a month's figures again from the events alone, once for the end of the log and once for the position of every
 * publication of the month. The copy is read twice: what was published stands behind what it was made of.
 */
export async function recountCopy(
  copy: Pick<LogCopy, 'events'>,
  { month, formula: asked }: { month: string; formula: Formula | undefined },
): Promise<RecountVerdict> {
  const published = await publicationsOf(copy, month)
  const whole = startRecount(asked ?? formulaFor(month))
  const recounts = new Map<string, Recount>([[whole.formula.version, whole]])
  for (const { data } of published) {
    const formula = formulaOf(data.formula)
    if (formula && !recounts.has(formula.version)) recounts.set(formula.version, startRecount(formula))
  }
  const found = new Map<number, CheckedPublication['recounted']>()
  for await (const event of eventsOf(copy)) {
    for (const recount of recounts.values()) recount.add(event)
    for (const { position, data } of published) {
      const recount = data.asOf === event.position ? recounts.get(data.formula) : undefined
      if (recount) found.set(position, withDigest(recount.figures(month)))
    }
  }
  return {
    month,
    figures: whole.figures(month),
    publications: published.map(({ position, time, data: { formula, asOf, digest } }) => {
      const recounted = found.get(position)
      return { position, time, formula, asOf, digest, recounted, agrees: recounted?.digest === digest }
    }),
  }
}

function withDigest(figures: Figures): { digest: string; figures: Figures } {
  return { digest: digestOfFigures(figures), figures }
}

async function publicationsOf(
  copy: Pick<LogCopy, 'events'>,
  month: string,
): Promise<PublicEvent<'assessment.published'>[]> {
  const published: PublicEvent<'assessment.published'>[] = []
  for await (const event of eventsOf(copy))
    if (event.type === 'assessment.published' && event.data.month === month) published.push(event)
  return published
}

async function* eventsOf({ events }: Pick<LogCopy, 'events'>): AsyncGenerator<PublicEvent> {
  for await (const { position, leaf } of events.entries()) {
    const event = publicEvent(Buffer.from(leaf).toString())
    // The place of an event is where it stands in the copy, which the checkpoint covers.
    if (event) yield { ...event, position }
  }
}
