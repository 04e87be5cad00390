import type { Occasion } from './compose.ts'
import type { Matter } from './matters/matter.ts'
import { between, chance, pick, shuffled } from './random.ts'
import type { Random } from './random.ts'
import { angryClosings, closingsOf, dialectClosings, openings, openingsOf } from './voice/courtesies.ts'
import { appeals, asides, musings, pastAttempts, requests, timelines } from './voice/history.ts'
import { moodOf } from './voice/mood.ts'

/** A matter about to be told: `speak` says a phrase with the matter's names, facts and times in it. */
export interface Speech {
  readonly random: Random
  readonly matter: Matter
  readonly occasion: Occasion
  readonly speak: (phrase: string) => string
}

/** What this speaker says, paragraph by paragraph; some may be empty. */
export function paragraphsOf(speech: Speech): string[] {
  const { random, occasion, speak } = speech
  const told = speak(occasion.telling.body)
  const { voice } = occasion.telling
  if (voice === 'terse') return [told]
  if (voice === 'recorded')
    return [told, chance(random, 0.3) ? speak('[坐席已记录|已告知办理流程]，工单{ticket}。') : '']
  if (voice === 'angry') return [told + details(speech, 2), past(speech, 0.4), speak(pick(random, angryClosings))]
  if (voice !== undefined) return [told, chance(random, 0.7) ? speak(pick(random, dialectClosings[voice])) : '']
  if (occasion.appetite === 'brief') return [shortened(speech, told) + ask(speech, 1)]
  if (occasion.appetite === 'usual') return usual(speech, told)
  return atLength(speech, told)
}

function usual(speech: Speech, told: string): string[] {
  const { random } = speech
  const aside = chance(random, 0.25) ? asideOf(speech) : ''
  const request = ask(speech, chance(random, 0.7) ? 1 : 0)
  return [opening(speech) + told + details(speech, 1), aside + past(speech, 0.3), request + closing(speech)]
}

function atLength(speech: Speech, told: string): string[] {
  const { random, occasion } = speech
  const endless = occasion.appetite === 'endless'
  return [
    opening(speech),
    told,
    details(speech, endless ? 9 : 4),
    endless ? story(speech) : '',
    asideOf(speech) + past(speech, endless ? 1 : 0.8),
    endless && isTrouble(speech) ? someOf(speech, appeals) : '',
    endless || chance(random, 0.5) ? numberedAsks(speech) : ask(speech, 2),
    closing(speech),
  ]
}

function opening({ random, occasion, speak }: Speech): string {
  if (!chance(random, occasion.channel === 'letter' ? 1 : 0.45)) return ''
  return speak(pick(random, chance(random, 0.5) ? openings : openingsOf[moodOf[occasion.nature]]))
}

function closing({ random, occasion, speak }: Speech): string {
  return chance(random, 0.55) ? speak(pick(random, closingsOf[moodOf[occasion.nature]])) : ''
}

/** Up to so many further sentences; the endless give all they have. */
function details({ random, matter, speak, occasion }: Speech, most: number): string {
  const count = occasion.appetite === 'endless' ? most : between(random, 0, most)
  return shuffled(random, matter.script.details).slice(0, count).map(speak).join('')
}

/** The beginning of a text, until the place is named, a question put where one is meant, and something said. */
function shortened({ matter, occasion }: Speech, text: string): string {
  const sentences = text.match(/[^。！？]+[。！？]*[”」）]?/g) ?? [text]
  const place = matter.slots[matter.script.place] ?? ''
  const enough = (said: string) =>
    said.length >= 28 && said.includes(place) && (occasion.nature !== 'consultation' || said.includes('？'))
  const last = sentences.findIndex((_, index) => enough(sentences.slice(0, index + 1).join('')))
  return sentences.slice(0, last < 0 ? sentences.length : last + 1).join('')
}

function isTrouble({ occasion }: Speech): boolean {
  return occasion.nature === 'complaint' || occasion.nature === 'help'
}

function past(speech: Speech, probability: number): string {
  const { random, speak } = speech
  return isTrouble(speech) && chance(random, probability) ? speak(pick(random, pastAttempts)) : ''
}

function story(speech: Speech): string {
  const { random, speak, occasion } = speech
  if (isTrouble(speech)) return speak(pick(random, timelines))
  return occasion.nature === 'praise' || occasion.nature === 'report' ? '' : someOf(speech, musings)
}

/** Three to five of these sentences, in some order. */
function someOf({ random, speak }: Speech, sentences: readonly string[]): string {
  return shuffled(random, sentences)
    .slice(0, between(random, 3, 5))
    .map(speak)
    .join('')
}

function asideOf({ random, occasion, speak }: Speech): string {
  return speak(pick(random, asides[moodOf[occasion.nature]]))
}

/** What this speaker asks for; whoever puts a question where others complain has asked already. */
function asksOf({ random, occasion, matter }: Speech, most: number): string[] {
  if (occasion.nature === 'consultation' && matter.script.nature !== 'consultation') return []
  return shuffled(random, occasion.telling.asks ?? matter.script.asks).slice(0, most)
}

function ask(speech: Speech, most: number): string {
  const { random, speak } = speech
  const asks = asksOf(speech, most)
  if (asks.length === 0) return ''
  return speak(pick(random, requests).replace('{asks}', asks.join('，')))
}

const numberings = [
  (index: number) => `${index + 1}、`,
  (index: number) => `${'一二三'[index] ?? ''}、`,
  (index: number) => `${index + 1}. `,
  (index: number) => `（${index + 1}）`,
]

function numberedAsks(speech: Speech): string {
  const { random, speak } = speech
  const asks = asksOf(speech, 3)
  if (asks.length < 2) return ask(speech, 1)
  const lead = speak('[诉求如下|我们的诉求|具体请求|现提出以下请求|我想请求的是]：')
  const number = pick(random, numberings)
  const last = asks.length - 1
  return [lead, ...asks.map((one, index) => `${number(index)}${speak(one)}${index === last ? '。' : '；'}`)].join('\n')
}
