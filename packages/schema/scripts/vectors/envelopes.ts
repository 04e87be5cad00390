import { formVectors } from './envelope-form.ts'
import { headerVectors } from './envelope-header.ts'
import { keyVectors } from './envelope-key.ts'
import { messageVectors } from './envelope-messages.ts'
import { claimVectors, jsonVectors } from './envelope-payload.ts'
import type { EnvelopeVector } from './vector.ts'

/** Every envelope, in the order in which a hub would find the fault. */
export const envelopeVectors: readonly EnvelopeVector[] = [
  ...formVectors,
  ...headerVectors,
  ...keyVectors,
  ...jsonVectors,
  ...claimVectors,
  ...messageVectors,
]
