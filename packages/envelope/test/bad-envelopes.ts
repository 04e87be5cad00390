import { badClaims } from './bad-envelopes/claims.ts'
import { badForms } from './bad-envelopes/form.ts'
import { badHeaders } from './bad-envelopes/header.ts'
import { badJson } from './bad-envelopes/json.ts'
import { badSignatures } from './bad-envelopes/key.ts'
import type { BadEnvelope } from './bad-envelopes/row.ts'

/** Every envelope that a hub must refuse whole, with the answer due. Nothing of any of them is recorded. */
export const badEnvelopes: readonly BadEnvelope[] = [
  ...badForms,
  ...badHeaders,
  ...badSignatures,
  ...badJson,
  ...badClaims,
]
