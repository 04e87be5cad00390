import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { contractsToday, releasedFile } from './contract-changes/released.ts'

/** Records today's contracts as released: from then on a change that breaks a node that relies on them is a fault. */
const lines = Object.entries(contractsToday()).map(
  ([path, document]) => `${JSON.stringify(path)}: ${JSON.stringify(document)}`,
)
mkdirSync(dirname(releasedFile), { recursive: true })
writeFileSync(releasedFile, `{\n${lines.join(',\n')}\n}\n`)
console.log(`${lines.length} contracts recorded as released`)
