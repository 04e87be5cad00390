import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { assessmentKey } from './questions.ts'

/** Figures follow the log within a moment: what was decided shows at once, what came of it in the figures then. */
const momentMs = 1_000

/** Has everything about the assessment asked again after a decision. */
export function useDecided(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    const again = () => void queries.invalidateQueries({ queryKey: [assessmentKey] })
    again()
    setTimeout(again, momentMs)
  }, [queries])
}
