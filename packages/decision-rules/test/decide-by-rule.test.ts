import type { CaseState } from '@inquiry/lifecycle'
import { describe, expect, test } from 'vitest'
import { DecisionRules, reopeningByRule, reviewByRule, shippedRules } from '../src/index.ts'

/** As much of a case as the rules look at. */
function file(changes: Partial<CaseState>): CaseState {
  const plain: Partial<CaseState> = {
    nature: 'complaint',
    status: 'replied',
    handler: '440100',
    rating: null,
    reopenings: 0,
    openReopening: null,
    review: null,
  }
  return { ...plain, ...changes } as CaseState
}

const asked = { openReopening: { requestedAt: '2026-11-22T10:00:00.000+08:00' } }
const requested = {
  status: 'under-review',
  review: { requestedAt: '2026-11-22T10:00:00.000+08:00', node: null, outcome: null },
} as const

describe('a reopening that was asked for', () => {
  const reopening = [
    { id: 'never-again', when: { reopenedFewerThan: 1, nature: ['praise' as const] }, decision: 'refused' as const },
    { id: 'first-and-low', when: { ratingAtMost: 2, reopenedFewerThan: 1 }, decision: 'granted' as const },
  ]

  test('is decided by the first rule that fits, which is named', () => {
    expect(reopeningByRule(file({ ...asked, rating: 1 }), { reopening })).toEqual({
      kind: 'decide-reopening',
      decision: 'granted',
      author: { by: 'rule', rule: 'first-and-low' },
    })
    expect(reopeningByRule(file({ ...asked, nature: 'praise', rating: 1 }), { reopening })).toMatchObject({
      decision: 'refused',
    })
  })

  test.each([
    ['rated higher', { rating: 3 }],
    ['not rated', { rating: null }],
    ['reopened before', { rating: 1, reopenings: 1 }],
  ])('is left to a coordinator where the case was %s', (_, changes) => {
    expect(reopeningByRule(file({ ...asked, ...changes }), { reopening })).toBeUndefined()
  })

  test('is nothing where nobody asked', () => {
    expect(reopeningByRule(file({ rating: 1 }), { reopening })).toBeUndefined()
  })
})

describe('a review that was asked for', () => {
  const review = [
    { id: 'children', when: { category: '0407' }, node: '440000-education' },
    { id: 'up', when: { handler: '4401' }, node: '440000-letters' },
  ]

  test('goes to the node of the first rule that fits', () => {
    expect(reviewByRule(file(requested), { review })).toMatchObject({
      kind: 'appoint-reviewer',
      node: '440000-letters',
    })
    const category = { scheme: 'inquiry-category', version: '1', code: '040702' }
    expect(reviewByRule(file({ ...requested, category }), { review })).toMatchObject({ node: '440000-education' })
  })

  test('never goes to the handler or to the body complained about', () => {
    expect(reviewByRule(file({ ...requested, handler: '440000-letters' }), { review })).toBeUndefined()
    expect(reviewByRule(file({ ...requested, subjectNode: '440000-letters' }), { review })).toBeUndefined()
  })

  test('stays where it is once a node was named', () => {
    const named = { ...requested.review, node: '440600' }
    expect(reviewByRule(file({ ...requested, review: named }), { review })).toBeUndefined()
    expect(reviewByRule(file({}), { review })).toBeUndefined()
  })
})

describe('the rules as data', () => {
  test('that are shipped keep their contract and leave reopening and review to coordinators', () => {
    expect(DecisionRules.parse(shippedRules)).toEqual(shippedRules)
    expect([shippedRules.reopening, shippedRules.review]).toEqual([[], []])
  })

  test('name each rule once, over all lists', () => {
    const reopening = [{ id: 'overdue-3-days', when: {}, decision: 'granted' }]
    expect(DecisionRules.safeParse({ ...shippedRules, reopening }).success).toBe(false)
    expect(DecisionRules.safeParse({ ...shippedRules, reopening: [{ ...reopening[0], id: 'other' }] }).success).toBe(
      true,
    )
  })
})
