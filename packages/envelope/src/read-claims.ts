import { pointer } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import type { ClaimsForm } from './claims.ts'
import type { OddNumber } from './i-json-scan.ts'
import { parseIJson } from './i-json.ts'
import { isObject } from './json-object.ts'
import { malformed } from './refusal.ts'
import type { Judged, Place } from './refusal.ts'

/** The claims of a payload whose signature holds, with the numbers that the reader of its messages has to judge. */
export function readClaims<T extends object>(
  payload: Uint8Array,
  form: ClaimsForm<T>,
  language: Language,
): Judged<{ claims: T; oddNumbers: OddNumber[] }> {
  const json = parseIJson(payload)
  if (!json.ok) return { ok: false, refusal: malformed([json.fault], language) }
  if (!isObject(json.value))
    return { ok: false, refusal: malformed([{ pointer: '', rule: 'type', limit: 'object' }], language) }
  const [first, ...others] = [...claimPlaces(json.value, form), ...oddClaims(json.oddNumbers)]
  if (first) return { ok: false, refusal: malformed([first, ...others], language) }
  return { ok: true, claims: json.value as T, oddNumbers: json.oddNumbers }
}

function claimPlaces<T extends object>(claims: Record<string, unknown>, form: ClaimsForm<T>): Place[] {
  const rules = Object.entries(form.rules) as [keyof T & string, ClaimsForm<T>['rules'][keyof T]][]
  const unknown = form.closed ? Object.keys(claims).filter((name) => !Object.hasOwn(form.rules, name)) : []
  return [
    ...rules.flatMap(([name, rule]) => {
      if (claims[name] !== undefined) return rule(claims[name], `/${name}`)
      return form.optional.includes(name) ? [] : [{ pointer: `/${name}`, rule: 'required' }]
    }),
    ...unknown.map((name) => ({ pointer: pointer([name]), rule: 'unknown-member' })),
  ]
}

/** Numbers among the claims are integers; those inside a message are the message's own fault (annex A23). */
function oddClaims(odd: readonly OddNumber[]): Place[] {
  return odd.flatMap((number) =>
    number.pointer.startsWith('/messages/') ? [] : [{ pointer: number.pointer, rule: 'integer' }],
  )
}
