import { expect, test } from 'vitest'
import { assigned, coordinator, handler, origin, reviewer, say } from './example.ts'

test('a case goes from submission to a reviewed end', () => {
  const story = assigned().do(
    say(handler, 'case.accepted'),
    say(handler, 'case.progressed'),
    say(handler, 'case.paused'),
    say(handler, 'case.resumed'),
    say(handler, 'case.extension-requested'),
    { kind: 'decide-extension', decision: 'granted', author: coordinator },
    say(handler, 'case.replied'),
    say(origin, 'case.rated'),
    say(origin, 'case.review-requested'),
    { kind: 'appoint-reviewer', node: reviewer, author: coordinator },
    say(reviewer, 'case.reviewed'),
  )
  expect(story.case.status).toBe('closed')
  expect(story.refold()).toEqual(story.case)
})
