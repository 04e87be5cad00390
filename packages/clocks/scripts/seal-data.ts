import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Calendar } from '../src/calendar.ts'
import { canonicalDigest } from '../src/canonical-digest.ts'
import { DeadlineProfile } from '../src/deadline-profile.ts'

/** Writes `data/digests.json` from the calendars and profiles that stand beside it. */
const data = new URL('../data/', import.meta.url)
const digests = Object.fromEntries([
  ...filesIn('calendars').map((file) => {
    const calendar = Calendar.parse(file)
    return [`calendar/${calendar.year}/${calendar.version}`, canonicalDigest(calendar)]
  }),
  ...filesIn('profiles').map((file) => {
    const profile = DeadlineProfile.parse(file)
    return [`profile/${profile.id}/${profile.version}`, canonicalDigest(profile)]
  }),
])
writeFileSync(new URL('digests.json', data), `${JSON.stringify(digests, null, 2)}\n`)

function filesIn(folder: string): unknown[] {
  const names = readdirSync(new URL(folder, data)).toSorted()
  return names.map((name): unknown => JSON.parse(readFileSync(new URL(`${folder}/${name}`, data), 'utf8')))
}
