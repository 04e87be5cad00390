import { standardList } from './standard-list.ts'

/** How much of the case is withheld from others than its handler (保密要求). */
export const secrecyCodes = ['none', 'identity', 'full'] as const

export type SecrecyCode = (typeof secrecyCodes)[number]

/** The codes of `secrecy` with their labels. */
export const secrecies = /* @__PURE__ */ standardList('secrecy', '1', secrecyCodes, {
  none: ['不保密', 'Not secret'],
  identity: ['身份保密', 'Identity secret'],
  full: ['全部保密', 'Wholly secret'],
})
