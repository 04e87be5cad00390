import { createContext, type ReactNode, useContext } from 'react'
import type { Doors } from './doors.ts'

const DoorsContext = createContext<Doors>(new Map())

/** Tells the pages what this hub answers. */
export function DoorsProvider({ doors, children }: { doors: Doors; children: ReactNode }) {
  return <DoorsContext value={doors}>{children}</DoorsContext>
}

/** What this hub answers. */
export function useDoors(): Doors {
  return useContext(DoorsContext)
}
