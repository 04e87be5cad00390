import { shuffled } from '../random.ts'
import type { Random } from '../random.ts'
import { moodOf } from '../voice/mood.ts'
import type { Matter } from './matter.ts'
import type { MatterScript, Telling } from './script.ts'

/** The tellings that may be heard in the matter's city. */
export function tellingsFor({ script, city }: Matter): Telling[] {
  return script.tellings.filter(({ voice }) => !isDialect(voice) || voice === city.dialect)
}

/** The plain tellings that name the place in what they say, not only in the title. */
export function plainTellings({ script }: Matter): Telling[] {
  return script.tellings.filter(({ voice, body }) => voice === undefined && body.includes(`{${script.place}}`))
}

/** So many different tellings of one and the same trouble in some order, or all where there are fewer. */
export function tellingsOfOne(random: Random, matter: Matter, most: number, mouths: 'one' | 'several'): Telling[] {
  const same = tellingsFor(matter).filter((telling) => tellsTheTrouble(matter.script, telling, mouths))
  return shuffled(random, same).slice(0, most)
}

/** Whether a citizen of any city can bring this script's trouble to two platforms in two ways. */
export function hasTwoWays(script: MatterScript): boolean {
  const ways = script.tellings.filter((telling) => !isDialect(telling.voice) && tellsTheTrouble(script, telling, 'one'))
  return ways.length >= 2
}

/** Whether one answer would serve this telling and the others; from one mouth they must also agree on who speaks. */
function tellsTheTrouble(script: MatterScript, telling: Telling, mouths: 'one' | 'several'): boolean {
  if (moodOf[telling.nature ?? script.nature] !== 'trouble') return false
  return telling.apart === undefined || (telling.apart === 'speaker' && mouths === 'several')
}

function isDialect(voice: Telling['voice']): boolean {
  return voice === 'cantonese' || voice === 'teochew' || voice === 'hakka'
}
