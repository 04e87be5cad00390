import { pick } from './random.ts'
import type { Random } from './random.ts'

type Part = { readonly text: string } | { readonly slot: string } | { readonly choices: readonly Phrase[] }
type Phrase = readonly Part[]

const compiled = new Map<string, Phrase>()

/**
 * Says a phrase: `[a|b|c]` takes one of its choices (they nest, and may be empty), `{name}` takes the slot's value.
 * Throws RangeError for a slot without a value and SyntaxError for a bracket that does not close.
 */
export function say(source: string, slots: Readonly<Record<string, string>>, random: Random): string {
  const phrase = compiled.get(source) ?? compile(source)
  compiled.set(source, phrase)
  return speak(phrase, slots, random)
}

/** The names of all slots a phrase may ask for. */
export function slotsIn(source: string): string[] {
  return [...source.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '')
}

function speak(phrase: Phrase, slots: Readonly<Record<string, string>>, random: Random): string {
  return phrase
    .map((part) => {
      if ('text' in part) return part.text
      if ('choices' in part) return speak(pick(random, part.choices), slots, random)
      return valueOf(part.slot, slots)
    })
    .join('')
}

function valueOf(slot: string, slots: Readonly<Record<string, string>>): string {
  const value = slots[slot]
  if (value === undefined) throw new RangeError(`no value for {${slot}}`)
  return value
}

function compile(source: string): Phrase {
  const tokens = source.match(/[[\]|]|\{[^}]*\}|[^[\]|{]+/g) ?? []
  const [phrase, next] = readSequence(tokens, 0)
  if (next !== tokens.length) throw new SyntaxError(`stray ${tokens[next]} in: ${source}`)
  return phrase
}

function readSequence(tokens: readonly string[], from: number): [Phrase, number] {
  const parts: Part[] = []
  let at = from
  for (let token = tokens[at]; token !== undefined && token !== '|' && token !== ']'; token = tokens[at]) {
    if (token === '[') {
      const [choices, next] = readChoices(tokens, at + 1)
      parts.push({ choices })
      at = next
    } else {
      parts.push(token.startsWith('{') ? { slot: token.slice(1, -1) } : { text: token })
      at++
    }
  }
  return [parts, at]
}

function readChoices(tokens: readonly string[], from: number): [Phrase[], number] {
  const choices: Phrase[] = []
  let at = from
  for (;;) {
    const [choice, next] = readSequence(tokens, at)
    choices.push(choice)
    if (tokens[next] === ']') return [choices, next + 1]
    if (tokens[next] !== '|') throw new SyntaxError(`[ does not close: ${tokens.join('')}`)
    at = next + 1
  }
}
