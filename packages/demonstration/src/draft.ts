import { staysAnonymous } from './citizen.ts'
import type { Citizen } from './citizen.ts'
import type { Occasion, Text } from './compose.ts'
import type { CaseSubmitted, SecrecyCode } from '@inquiry/schema'
import type { Filing, FilingRef } from './filing.ts'
import { written } from './local-time.ts'
import type { Matter } from './matters/matter.ts'
import { chance, pick } from './random.ts'
import type { Random } from './random.ts'

/** A filing that has no number yet: platforms number what they get in the order they get it. */
export interface Draft {
  readonly matter: Matter
  readonly citizen: Citizen
  readonly nodeId: string
  readonly at: number
  readonly data: CaseSubmitted
  /** Filled in when all drafts stand in order. */
  sourceId: string
}

/** The draft of one citizen's filing; `named` writers never stay anonymous. */
export function draftFiling(
  random: Random,
  matter: Matter,
  who: { readonly citizen: Citizen; readonly nodeId: string; readonly named: boolean },
  occasion: Occasion,
  text: Text,
): Draft {
  const { script, district, city } = matter
  const anonymous = !who.named && !script.firm && staysAnonymous(random, occasion.nature)
  const byProvince = who.nodeId !== city.code
  const subjectNode = occasion.nature === 'report' ? subjectOf(matter) : undefined
  const secrecy = secrecyFor(random, occasion.nature)
  const category = categoryFor(random, script.category)
  const place = placeFor(random, matter)
  const data: CaseSubmitted = {
    nature: occasion.nature,
    title: text.title,
    content: text.content,
    ...(category !== undefined && { category: { scheme: 'inquiry-category', version: '1', code: category } }),
    division: chance(random, byProvince ? 0.4 : 0.06) ? city.code : district.code,
    channel: occasion.channel,
    submittedAt: written(occasion.at),
    ...(occasion.nature !== 'consultation' && chance(random, 0.35) && { occurredAt: written(matter.began) }),
    ...(place !== undefined && { place }),
    reporter: { kind: script.firm ? 'organisation' : anonymous ? 'anonymous' : 'person' },
    secrecy,
    public: secrecy === 'none' && chance(random, 0.85),
    urgency: script.urgency !== undefined && chance(random, 0.6) ? script.urgency : 'normal',
    ...(subjectNode !== undefined && { subjectNode }),
  }
  return { matter, citizen: who.citizen, nodeId: who.nodeId, at: occasion.at, data, sourceId: '' }
}

/** The same citizen sends the same text again at another time; everything but the time stays. */
export function draftAgain(draft: Draft, at: number): Draft {
  return { ...draft, at, data: { ...draft.data, submittedAt: written(at) }, sourceId: '' }
}

export function refOf({ nodeId, sourceId }: Draft): FilingRef {
  return { nodeId, sourceId }
}

/** The numbered filing, with the reporter's own data beside it unless nobody signed. */
export function filingOf(draft: Draft): Filing {
  const { citizen, data, nodeId, sourceId, matter } = draft
  const filing = { nodeId, sourceId, submittedAt: data.submittedAt, data, citizen: citizen.key }
  if (data.reporter.kind === 'anonymous') return filing
  const firm = data.reporter.kind === 'organisation'
  const named = firm
    ? { name: matter.slots['company'] ?? citizen.name }
    : { name: citizen.name, idNumber: citizen.idNumber }
  return { ...filing, reporter: { ...named, phone: citizen.phone } }
}

function subjectOf({ script, city, district }: Matter): string | undefined {
  if (script.accuses === undefined) return undefined
  return script.accuses === 'city' ? city.code : `${district.code}-${script.accuses}`
}

function secrecyFor(random: Random, nature: string): SecrecyCode {
  const draw = random()
  if (nature === 'report') return draw < 0.2 ? 'full' : draw < 0.65 ? 'identity' : 'none'
  return draw < 0.03 ? 'identity' : 'none'
}

/** Platforms classify by two levels mostly, some by one, some not at all. */
function categoryFor(random: Random, category: string): string | undefined {
  const draw = random()
  return draw < 0.07 ? undefined : draw < 0.14 ? category.slice(0, 2) : category
}

function placeFor(random: Random, matter: Matter): CaseSubmitted['place'] {
  const { city, district, slots, script } = matter
  if (chance(random, 0.35)) return undefined
  const parts = [city.name, district.code.endsWith('00') ? '' : district.name, slots['town'], slots[script.place]]
  const address = chance(random, 0.7) ? parts.join('') : parts.slice(-2).join('')
  if (chance(random, 0.5)) return { address }
  return {
    address,
    longitude: nearby(random, matter.longitude),
    latitude: nearby(random, matter.latitude),
    crs: pick(random, ['CGCS2000', 'CGCS2000', 'GCJ02']),
  }
}

/** A point within a hundred metres or so, to six decimals. */
function nearby(random: Random, degrees: number): number {
  return Number((degrees + (random() - 0.5) * 0.002).toFixed(6))
}
