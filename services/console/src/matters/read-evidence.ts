import { z } from 'zod'
import type { Language } from '../language/language.tsx'

/** One finding; `weight` above 0 speaks for one matter, below 0 against it. */
export type Finding = { name: string; value: string; weight?: number }

const Features = z.object({
  features: z.array(z.object({ value: z.number(), contribution: z.number(), zh: z.string(), en: z.string() })),
})

/** The findings of a link. Evidence of another shape is shown member by member, so that nothing is hidden. */
export function readEvidence(evidence: Readonly<Record<string, unknown>>, language: Language): Finding[] {
  const known = Features.safeParse(evidence)
  if (!known.success) return Object.entries(evidence).map(([name, value]) => ({ name, value: written(value) }))
  return known.data.features.map(({ value, contribution, ...label }) => ({
    name: label[language],
    value: written(value),
    weight: contribution,
  }))
}

function written(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
