import type { LogFinding, Stretch } from '@inquiry/transparency'
import type { BrokenPromise, CopyVerdict } from './verify-copy.ts'

/** Findings that are printed; the others are only counted. */
const mostLines = 20

/** A verdict for people: what was checked, what is wrong and where, the last line says whether the log holds. */
export function verdictLines(verdict: CopyVerdict, isKeyGiven: boolean): string[] {
  const { checkpoint, read, uncovered, compared, holds, events, rows, erased, where, broken } = verdict
  const covered = checkpoint ? `the checkpoint covers ${checkpoint.size}` : 'no checkpoint could be believed'
  const findings = [
    ...events.findings.map((finding) => findingLine(finding, 'event')),
    ...(rows?.findings ?? []).map((finding) => findingLine(finding, 'what is kept beside event')),
    ...broken.map(promiseLine),
  ]
  return [
    `${read} events read, ${covered}, ${uncovered} are newer; ${compared} other checkpoints compared`,
    ...(erased === 0 ? [] : [`${erased} private parts were erased by rule; their digests are as they were signed`]),
    ...(isKeyGiven ? [] : ['the key came with what is checked: give --vkey from elsewhere to rule out another log']),
    ...findings.slice(0, mostLines),
    ...(findings.length > mostLines ? [`… and ${findings.length - mostLines} more`] : []),
    holds ? 'HOLDS: every event, tile and root is as it was signed' : `BROKEN${where ? ` at ${placeOf(where)}` : ''}`,
  ]
}

function findingLine(finding: LogFinding, what: string): string {
  switch (finding.finding) {
    case 'checkpoint-refused':
      return `the checkpoint is not believed: ${finding.fault}`
    case 'leaf-differs':
      return `${what} at ${placeOf(finding)} is not what was logged`
    case 'positions-missing':
      return `${what} at ${placeOf(finding)} is missing`
    case 'position-repeated':
      return `${what} at position ${finding.position} stands out of order`
    case 'tile-missing':
      return `tile ${finding.index} of level ${finding.level} is missing`
    case 'tile-differs':
      return `a stored hash of level ${finding.level} over ${placeOf(finding)} is wrong`
    case 'root-differs':
      return `neither events nor tiles give the root that was signed`
  }
}

function promiseLine({ size, reason }: BrokenPromise): string {
  if (reason === 'not-by-this-log') return 'a checkpoint is not signed by this log’s key'
  if (reason === 'events-missing') return `a checkpoint promised ${size} events; the log is shorter now`
  return `the log does not begin with the ${size} events that a checkpoint promised`
}

function placeOf({ from, to }: Stretch): string {
  return from === to ? `position ${from}` : `positions ${from} to ${to}`
}
