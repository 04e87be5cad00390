import { useMemo } from 'react'
import { useSpeech } from '../language/language.tsx'
import { useSession } from '../session/session.tsx'
import type { Asker } from './hub.client.ts'

/** Who asks on this page: the signed-in token and the page's language. */
export function useAsker(): Asker {
  const { token } = useSession()
  const { language } = useSpeech()
  return useMemo(() => ({ token, language }), [token, language])
}
