import { type GeneratedFile, jsonFile } from '../generated-file.ts'
import { accessTokenVectors } from './access-tokens.ts'
import { digestsFile } from './digests.ts'
import { enrolmentVectors } from './enrolments.ts'
import { envelopeVectors } from './envelopes.ts'
import { eventsFile } from './events.ts'
import { exchanges } from './exchanges.ts'
import { queryCodeVectors } from './query-codes.ts'
import { receiptVectors } from './receipts.ts'
import { worldFile } from './world.ts'

/** The conformance vectors; what each file is for stands in `schemas/vectors/README.md`. */
export function vectorFiles(): GeneratedFile[] {
  const files = {
    world: worldFile(),
    envelopes: envelopeVectors,
    exchanges,
    'access-tokens': accessTokenVectors,
    enrolments: enrolmentVectors,
    receipts: receiptVectors,
    events: eventsFile(),
    digests: digestsFile(),
    'query-codes': queryCodeVectors,
  }
  return Object.entries(files).map(([name, content]) => jsonFile(`schemas/vectors/${name}.json`, content))
}
