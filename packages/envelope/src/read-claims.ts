import type { Language, Parsed } from '@inquiry/schema'
import type { OddNumber } from './i-json-scan.ts'
import { parseIJson } from './i-json.ts'
import { isObject } from './json-object.ts'
import { malformed } from './refusal.ts'
import type { Judged, Refusal } from './refusal.ts'

/** What the schema package has to say of a payload's claims. */
export type ClaimsContract<T> = (claims: Record<string, unknown>, language: Language) => Parsed<T>

/**
 * The claims of a payload whose signature holds, with the numbers that the reader of its messages has to judge. The
 * contract sees them as though addressed to this hub: an audience of whatever form is `wrong-audience`, judged later.
 */
export function readClaims<T extends object>(
  payload: Uint8Array,
  contract: ClaimsContract<T>,
  hubId: string,
  language: Language,
): Judged<{ claims: T; oddNumbers: OddNumber[] }> {
  const json = parseIJson(payload)
  if (!json.ok) return { ok: false, refusal: malformed([json.fault], language) }
  const claims = json.value
  if (!isObject(claims))
    return { ok: false, refusal: malformed([{ pointer: '', rule: 'type', limit: 'object' }], language) }
  const addressed = typeof claims['aud'] === 'string' ? { ...claims, aud: hubId } : claims
  if (!contract(addressed, language).ok) return { ok: false, refusal: breach(contract, addressed, language) }
  const [first, ...others] = oddClaims(json.oddNumbers)
  if (first) return { ok: false, refusal: malformed([first, ...others], language) }
  return { ok: true, claims: claims as T, oddNumbers: json.oddNumbers }
}

/** Numbers among the claims are integers; those inside a message are the message's own fault (annex A23). */
function oddClaims(odd: readonly OddNumber[]) {
  return odd
    .filter(({ pointer }) => !pointer.startsWith('/messages/'))
    .map(({ pointer }) => ({ pointer, rule: 'integer' }))
}

/** A `malformed-envelope` in the contract's own words; its detail is the first fault's sentence. */
function breach<T>(contract: ClaimsContract<T>, claims: Record<string, unknown>, language: Language): Refusal {
  const faults = (wanted: Language) => {
    const judged = contract(claims, wanted)
    return judged.ok ? [] : judged.errors
  }
  const said = (wanted: Language) =>
    faults(wanted)
      .slice(0, 1)
      .map(({ pointer, message }) => `${pointer} ${message}`)
      .join('')
  return { slug: 'malformed-envelope', detail: { zh: said('zh'), en: said('en') }, errors: faults(language) }
}
