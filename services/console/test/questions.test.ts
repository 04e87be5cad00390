import { describe, expect, test } from 'vitest'
import { filtersIn, withFilter, withoutFilters } from '../src/cases/filters.ts'
import { doorsOf, InterfaceDocument } from '../src/hub/doors.ts'
import { withParameters } from '../src/hub/parameters.ts'

describe('what a hub answers', () => {
  const document = {
    paths: {
      '/v1/cases': {
        get: {
          parameters: [
            { name: 'status', in: 'query' },
            { name: 'accept', in: 'header' },
          ],
        },
      },
      '/v1/messages': { post: {} },
    },
  }

  test('is what its interface document names by GET, with the query parameters of each', () => {
    expect([...doorsOf(InterfaceDocument.parse(document))]).toEqual([['/v1/cases', new Set(['status'])]])
  })
})

describe('the filters of the case list', () => {
  const address = new URLSearchParams('status=assigned&status=accepted&city=440100&case=019ab3f0&colour=red')

  test('are those in the address that the hub takes', () => {
    expect(filtersIn(address, new Set(['status', 'handler']))).toEqual({ status: ['assigned', 'accepted'] })
  })

  test('leave the rest of the address as it is, the open case too', () => {
    expect(withFilter(address, 'status', ['closed']).toString()).toBe(
      'city=440100&case=019ab3f0&colour=red&status=closed',
    )
    expect(withoutFilters(address).toString()).toBe('case=019ab3f0&colour=red')
  })
})

test('a question repeats a parameter for each value and leaves out what is absent', () => {
  const parameters = { status: ['assigned', 'accepted'], q: '路灯 & 井盖', city: undefined, after: null, text: '' }
  expect(withParameters('/v1/cases', parameters)).toBe(
    '/v1/cases?status=assigned&status=accepted&q=%E8%B7%AF%E7%81%AF+%26+%E4%BA%95%E7%9B%96',
  )
  expect(withParameters('/v1/nodes', {})).toBe('/v1/nodes')
})
