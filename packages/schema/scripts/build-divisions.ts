import { readFileSync, writeFileSync } from 'node:fs'
import { divisionModule } from './divisions/module-text.ts'

/** Writes src/code-lists/division-data.ts from the tables in data/. */
function table(name: string): string {
  return readFileSync(new URL(`../data/division-${name}.csv`, import.meta.url), 'utf8')
}

writeFileSync(
  new URL('../src/code-lists/division-data.ts', import.meta.url),
  divisionModule({ revisions: table('revisions'), dates: table('dates'), english: table('english') }),
)
