import { useCallback } from 'react'
import { type To, useLocation } from 'react-router'

/** Where a case is shown: over the present page, as `?case=…`; without an id, the same page with no case open. */
export function useCaseAddress(): (caseId: string | null) => To {
  const { pathname, search } = useLocation()
  return useCallback(
    (caseId) => {
      const address = new URLSearchParams(search)
      if (caseId === null) address.delete('case')
      else address.set('case', caseId)
      return { pathname, search: address.toString() }
    },
    [pathname, search],
  )
}
