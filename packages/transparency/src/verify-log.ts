import { auditEvents, type EventAudit, type LogEntry } from './audit-events.ts'
import { auditTiles, type TileAudit } from './audit-tiles.ts'
import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import type { LogFinding, Stretch } from './findings.ts'
import type { TileStore } from './tile-store.ts'
import { parseVkey } from './verifier-key.ts'

/** A whole log as taken out of a hub. Without the tiles a changed event is noticed, but not which one it is. */
export interface LogExport {
  readonly events: AsyncIterable<LogEntry>
  readonly checkpoint: Uint8Array | string
  readonly vkey: string
  readonly tiles?: TileStore
}

/** What came of a check: it `holds` if nothing was found. */
export interface LogVerdict {
  readonly holds: boolean
  readonly checkpoint: Checkpoint | undefined
  readonly read: number
  readonly uncovered: number
  /** The first events known to be missing or changed; else the shortest stretch among whose events one must be. */
  readonly broken: Stretch | undefined
  /** At most the first 1,000 of `findingCount`. */
  readonly findings: readonly LogFinding[]
  readonly findingCount: number
}

const mostFindings = 1000

/**
 * Checks an export against its own checkpoint and the log's public key, with no other party: every leaf, every tile, the
 * root. Nothing is believed before the checkpoint's signature holds.
 */
export async function verifyLog({ events, checkpoint: note, vkey, tiles }: LogExport): Promise<LogVerdict> {
  const key = parseVkey(vkey)
  if (!key) return verdictOf([{ finding: 'checkpoint-refused', fault: 'malformed-vkey' }])
  const opened = await openCheckpoint(note, key)
  if (!opened.ok) return verdictOf([{ finding: 'checkpoint-refused', fault: opened.fault }])
  const { origin, size, rootHash } = opened.value
  const checkpoint = { origin, size, rootHash }
  const eventAudit = await auditEvents(events, checkpoint, tiles)
  const tileAudit = tiles && (await auditTiles(tiles, checkpoint))
  const { read, uncovered } = eventAudit
  return { ...verdictOf(combine(eventAudit, tileAudit, size)), checkpoint, read, uncovered }
}

function combine(events: EventAudit, tiles: TileAudit | undefined, size: number): LogFinding[] {
  if (events.rootHolds) return blameTiles(events.findings, tiles?.findings ?? [])
  const findings = [...events.findings, ...(tiles?.findings ?? [])]
  return tiles?.rootHolds ? findings : [...findings, { finding: 'root-differs', from: 0, to: Math.max(0, size - 1) }]
}

// The events give the signed root, so a stored leaf hash that differs was changed itself, and what was computed from it
// says nothing about the tiles above.
function blameTiles(events: readonly LogFinding[], tiles: readonly LogFinding[]): LogFinding[] {
  const changed = events.filter((finding) => finding.finding === 'leaf-differs')
  const leafTiles = changed.map(({ from, to }) => ({ finding: 'tile-differs' as const, level: 0, from, to }))
  const others = events.filter(({ finding }) => finding !== 'leaf-differs')
  return [...others, ...leafTiles, ...tiles.filter((tile) => !changed.some((leaves) => overlap(tile, leaves)))]
}

function overlap(tile: LogFinding, leaves: Stretch): boolean {
  return tile.finding === 'tile-differs' && tile.from <= leaves.to && leaves.from <= tile.to
}

function verdictOf(findings: readonly LogFinding[]): LogVerdict {
  return {
    holds: findings.length === 0,
    checkpoint: undefined,
    read: 0,
    uncovered: 0,
    broken: brokenStretch(findings),
    findings: findings.slice(0, mostFindings),
    findingCount: findings.length,
  }
}

function brokenStretch(findings: readonly LogFinding[]): Stretch | undefined {
  const known = findings.filter(({ finding }) => finding === 'leaf-differs' || finding === 'positions-missing')
  const [first] = known.flatMap(stretchOf).toSorted((one, other) => one.from - other.from)
  return first ?? shortestSuspect(findings)
}

// A tile that differs speaks of the events only where no root holds; else the stored hash alone is wrong.
function shortestSuspect(findings: readonly LogFinding[]): Stretch | undefined {
  if (!findings.some(({ finding }) => finding === 'root-differs')) return undefined
  return findings
    .flatMap(stretchOf)
    .toSorted((one, other) => lengthOf(one) - lengthOf(other) || one.from - other.from)[0]
}

function lengthOf({ from, to }: Stretch): number {
  return to - from
}

function stretchOf(finding: LogFinding): Stretch[] {
  return 'from' in finding ? [{ from: finding.from, to: finding.to }] : []
}
