import { compare, prepare, type CaseText, type PreparedCase } from '@inquiry/similarity'

/** What a case costs in processor time on this machine, so that other work on it does not count. */
export interface Speed {
  readonly prepareMs: number
  /** Comparing two cases of which neither was read before; and two that were. */
  readonly firstCompareUs: number
  readonly compareUs: number
  /** A prepared case as JSON. */
  readonly bytesPerCase: number
  readonly keysPerCase: number
}

/** Measure preparation and comparison on the given cases, after warming up on them. */
export function measureSpeed(texts: readonly CaseText[]): Speed {
  for (const text of texts.slice(0, 500)) prepare(text)
  const started = processorMs()
  const cases = texts.map((text) => prepare(text))
  const prepareMs = (processorMs() - started) / texts.length
  compareNeighbours(cases.slice(0, 500), 8)
  const fresh = cases.map((prepared): PreparedCase => ({ ...prepared }))
  const first = compareNeighbours(fresh, 1)
  const again = compareNeighbours(fresh, 8)
  const sizes = cases.map((prepared) => Buffer.byteLength(JSON.stringify(prepared)))
  return {
    prepareMs,
    firstCompareUs: first,
    compareUs: again,
    bytesPerCase: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    keysPerCase: cases.reduce((sum, { indexKeys }) => sum + indexKeys.length, 0) / cases.length,
  }
}

/** Microseconds per comparison of each case with the `reach` after it. */
function compareNeighbours(cases: readonly PreparedCase[], reach: number): number {
  const started = processorMs()
  let compared = 0
  for (const [at, prepared] of cases.entries()) {
    for (const other of cases.slice(at + 1, at + 1 + reach)) {
      compare(prepared, other)
      compared++
    }
  }
  return ((processorMs() - started) * 1000) / compared
}

function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
