import type { ChannelCode, NatureCode } from '@inquiry/schema'
import { timeWords } from './local-time.ts'
import type { Matter } from './matters/matter.ts'
import type { Telling } from './matters/script.ts'
import { say } from './phrase.ts'
import { chance } from './random.ts'
import type { Random } from './random.ts'
import { paragraphsOf } from './speech.ts'
import type { Speech } from './speech.ts'
import { mistype } from './voice/typos.ts'

/** Who puts a matter, when and through what, and how much they have to say. */
export interface Occasion {
  readonly telling: Telling
  readonly nature: NatureCode
  readonly channel: ChannelCode
  /** Milliseconds since 1970. */
  readonly at: number
  readonly appetite: 'brief' | 'usual' | 'long' | 'endless'
}

export interface Text {
  readonly title: string
  readonly content: string
}

const oneParagraph = 260

/** The matter in this speaker's words: at most 200 and 20,000 code points. */
export function compose(random: Random, matter: Matter, occasion: Occasion): Text {
  const slots = {
    ...matter.slots,
    ...timeWords(random, matter.began, occasion.at),
    ticket: ticketNumber(matter, occasion),
  }
  const speech: Speech = { random, matter, occasion, speak: (phrase) => say(phrase, slots, random) }
  const paragraphs = paragraphsOf(speech).filter((paragraph) => paragraph !== '')
  const whole = paragraphs.join(paragraphs.join('').length > oneParagraph ? '\n' : '')
  const slips = isTyped(occasion) && chance(random, 0.12)
  return { title: speech.speak(occasion.telling.title), content: slips ? mistype(random, whole) : whole }
}

/** Eight digits that no other filing speaks of, or hardly. */
function ticketNumber(matter: Matter, occasion: Occasion): string {
  return String(10_000_000 + ((Math.floor(occasion.at / 1000) * 31 + matter.number * 977) % 90_000_000))
}

function isTyped({ channel, telling }: Occasion): boolean {
  return telling.voice !== 'recorded' && ['web', 'app', 'wechat', 'email'].includes(channel)
}
