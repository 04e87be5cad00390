import { type SignedInPerson } from '@inquiry/schema'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { providerOf, type Provider, signOutOfHub, whoIsSignedIn } from './provider.client.ts'
import { type RefusedReason, takeRefusalFromAddress } from './refused.ts'
import { storedToken, storeToken, takeTokenFromAddress } from './token.ts'

/**
 * Who is signed in: whoever bears a token in this tab, or the person of the browser's session. Until it is known, nobody
 * is asked to sign in. `ended` is set when the hub no longer took what it was shown.
 */
type State = {
  known: boolean
  token: string | null
  person: SignedInPerson | null
  /** The identity provider of this hub, where it has one. */
  provider: Provider | null
  ended: boolean
  refused: RefusedReason | null
}

export type Session = State & {
  signIn: (token: string) => void
  signOut: () => void
  end: () => void
}

const SessionContext = createContext<Session | null>(null)

/** Gives the pages their asker: the token of the link that was opened, else the one this tab holds, else the session. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(firstState)
  const become = useCallback((token: string | null, ended: boolean) => {
    storeToken(token)
    // Without a token it is asked anew who is there, and how one signs in.
    setState((before) => ({ ...before, known: token !== null, token, person: null, ended, refused: null }))
  }, [])
  useEffect(() => {
    const takeLink = () => {
      const token = takeTokenFromAddress()
      if (token !== null) become(token, false)
    }
    addEventListener('hashchange', takeLink)
    return () => removeEventListener('hashchange', takeLink)
  }, [become])
  const { known } = state
  useEffect(() => {
    if (known) return
    void (async () => {
      const provider = await providerOf()
      const person = provider && (await whoIsSignedIn())
      setState((before) => ({ ...before, known: true, provider, person }))
    })()
  }, [known])
  const session = useMemo(
    () => ({
      ...state,
      signIn: (token: string) => become(token, false),
      signOut: () => {
        if (state.person) void signOutOfHub().then((url) => (url === null ? become(null, false) : location.assign(url)))
        else become(null, false)
      },
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

function firstState(): State {
  const fromLink = takeTokenFromAddress()
  if (fromLink !== null) storeToken(fromLink)
  const token = fromLink ?? storedToken()
  const refused = takeRefusalFromAddress()
  return { known: token !== null, token, person: null, provider: null, ended: false, refused }
}
