import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { storedToken, storeToken, takeTokenFromAddress } from './token.ts'

/** Who is signed in. `ended` is set when the hub no longer took the token. */
export type Session = {
  token: string | null
  ended: boolean
  signIn: (token: string) => void
  signOut: () => void
  end: () => void
}

const SessionContext = createContext<Session | null>(null)

/** Gives the pages their token: from the link that was opened, else the one this tab holds. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(firstState)
  const become = useCallback((token: string | null, ended: boolean) => {
    storeToken(token)
    setState({ token, ended })
  }, [])
  useEffect(() => {
    const takeLink = () => {
      const token = takeTokenFromAddress()
      if (token !== null) become(token, false)
    }
    addEventListener('hashchange', takeLink)
    return () => removeEventListener('hashchange', takeLink)
  }, [become])
  const session = useMemo(
    () => ({
      ...state,
      signIn: (token: string) => become(token, false),
      signOut: () => become(null, false),
      end: () => become(null, true),
    }),
    [state, become],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

/** The session of the page that asks. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside SessionProvider')
  return session
}

function firstState(): { token: string | null; ended: boolean } {
  const fromLink = takeTokenFromAddress()
  if (fromLink !== null) storeToken(fromLink)
  return { token: fromLink ?? storedToken(), ended: false }
}
