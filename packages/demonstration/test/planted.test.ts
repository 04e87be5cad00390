import { CaseSubmitted, parse } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { generateDemonstration, provinceNodes } from '../src/index.ts'
import type { Filing, FilingRef } from '../src/index.ts'

const { filings, planted } = generateDemonstration({ startAt: '2026-10-20', days: 30 })
const name = ({ nodeId, sourceId }: FilingRef) => `${nodeId} ${sourceId}`
const byName = new Map(filings.map((filing) => [name(filing), filing]))

function filingAt(ref: FilingRef): Filing {
  const filing = byName.get(name(ref))
  if (filing === undefined) throw new RangeError(`no filing ${name(ref)}`)
  return filing
}

function trigrams(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, index) => text.slice(index, index + 3)))
}

/** Share of three-character runs that both texts have, of all that either has. */
function likeness(one: string, other: string): number {
  const runs = trigrams(one)
  const shared = [...trigrams(other)].filter((run) => runs.has(run)).length
  return shared / (runs.size + trigrams(other).size - shared)
}

const holds = (data: unknown) => parse(CaseSubmitted, data, '/data')
const pairsOf = <T>(items: readonly T[]) =>
  items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))
const citizensOf = (group: readonly Filing[]) => new Set(group.map(({ citizen }) => citizen)).size

describe('the planted repeats', () => {
  test('are the same words of the same citizen on the same platform, later and under another number', () => {
    expect(planted.repeats.length).toBeGreaterThanOrEqual(40)
    for (const { first, again } of planted.repeats) {
      const [one, other] = [filingAt(first), filingAt(again)]
      expect(again.nodeId).toBe(first.nodeId)
      expect(again.sourceId).not.toBe(first.sourceId)
      expect({ ...other.data, submittedAt: '' }).toEqual({ ...one.data, submittedAt: '' })
      expect(Date.parse(other.submittedAt)).toBeGreaterThan(Date.parse(one.submittedAt))
      expect([other.citizen, other.reporter]).toEqual([one.citizen, one.reporter])
    }
  })
})

describe('the planted cross-filings', () => {
  const groups = planted.crossFiled.map((group) => group.map(filingAt))

  test('are one citizen on two or three platforms, in time order', () => {
    expect(groups.length).toBeGreaterThanOrEqual(40)
    expect(new Set(groups.map((group) => group.length))).toEqual(new Set([2, 3]))
    for (const group of groups) {
      expect(citizensOf(group)).toBe(1)
      expect(new Set(group.map(({ nodeId }) => nodeId)).size).toBe(group.length)
      expect(group.every(({ reporter }) => reporter?.idNumber === group[0]?.reporter?.idNumber)).toBe(true)
    }
  })

  test('are in other words each time', () => {
    const alike = groups.flatMap(pairsOf).map(([one, other]) => likeness(one.data.content, other.data.content))
    expect(Math.max(...alike)).toBeLessThan(0.35)
  })
})

describe('the planted joint matters', () => {
  const groups = planted.joint.map((group) => group.map(filingAt))

  test('are three to eight citizens, none of them twice, in other words each', () => {
    expect(groups.length).toBeGreaterThanOrEqual(15)
    for (const group of groups) {
      expect(group.length).toBeGreaterThanOrEqual(3)
      expect(group.length).toBeLessThanOrEqual(8)
      expect(citizensOf(group)).toBe(group.length)
      expect(group.every(({ data }) => ['complaint', 'help', 'report'].includes(data.nature))).toBe(true)
      for (const [one, other] of pairsOf(group))
        expect(likeness(one.data.content, other.data.content)).toBeLessThan(0.35)
    }
  })
})

describe('the planted look-alikes', () => {
  test('are nearly the same words of two citizens about two places', () => {
    expect(planted.lookAlikes.length).toBeGreaterThanOrEqual(20)
    for (const pair of planted.lookAlikes) {
      const [one, other] = [filingAt(pair.one), filingAt(pair.other)]
      expect(likeness(one.data.content, other.data.content)).toBeGreaterThan(0.4)
      expect(one.data.content).not.toBe(other.data.content)
      expect(one.citizen).not.toBe(other.citizen)
    }
  })
})

describe('cases that were not planted together', () => {
  const groupsOf = new Map<string, Set<number>>()
  const groups = [
    ...planted.repeats.map(({ first, again }) => [first, again]),
    ...planted.lookAlikes.map(({ one, other }) => [one, other]),
    ...planted.crossFiled,
    ...planted.joint,
  ]
  for (const [index, group] of groups.entries()) {
    for (const ref of group) groupsOf.set(name(ref), (groupsOf.get(name(ref)) ?? new Set()).add(index))
  }
  const together = (one: string, other: string) =>
    [...(groupsOf.get(one) ?? [])].some((group) => groupsOf.get(other)?.has(group))

  test('hardly ever share a run of forty characters: at most two of the twelve hundred', () => {
    const owners = new Map<string, string>()
    const sharing = filings.filter((filing) => {
      const { content } = filing.data
      const runs = Array.from({ length: Math.max(0, content.length - 39) }, (_, index) =>
        content.slice(index, index + 40),
      )
      const taken = runs.some((run) => {
        const owner = owners.get(run) ?? name(filing)
        return owner !== name(filing) && !together(owner, name(filing))
      })
      for (const run of runs) if (!owners.has(run)) owners.set(run, name(filing))
      return taken
    })
    expect(sharing.length).toBeLessThanOrEqual(2)
  })
})

describe('the bad envelopes', () => {
  const { badSignature, unknownNode, invalidMessage, resent } = planted.badEnvelopes

  test('carry good filings where the fault lies in the envelope, none of them among the others', () => {
    const carried = [...badSignature.filings, ...unknownNode.filings, ...invalidMessage.neighbours, ...resent.filings]
    expect(carried).toHaveLength(8)
    expect(carried.filter(({ data }) => !holds(data).ok)).toEqual([])
    expect(carried.filter((filing) => byName.has(name(filing)))).toEqual([])
    expect(new Set(carried.map(name)).size).toBe(carried.length)
    expect(provinceNodes.some(({ nodeId }) => nodeId === unknownNode.nodeId)).toBe(false)
  })

  test('carry three invalid messages, each refused where and why it says', () => {
    expect(invalidMessage.invalid).toHaveLength(3)
    for (const { data, pointer, rule } of invalidMessage.invalid) {
      const parsed = holds(data)
      expect(parsed.ok ? [] : parsed.errors.map((fault) => [fault.pointer, fault.rule])).toEqual([[pointer, rule]])
    }
  })
})
