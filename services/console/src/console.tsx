import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import chinese from 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import { HashRouter } from 'react-router'
import { Frame } from './frame/frame.tsx'
import { theme } from './frame/theme.ts'
import { isSignedOut, mayPass, refusalOf } from './hub/answer.ts'
import { LanguageProvider, useSpeech } from './language/language.tsx'
import { SessionProvider, useSession } from './session/session.tsx'
import { SignInPage } from './session/sign-in.page.tsx'

/** The coordinators' pages. */
export function Console() {
  return (
    <LanguageProvider>
      <SessionProvider>
        <Designed />
      </SessionProvider>
    </LanguageProvider>
  )
}

function Designed() {
  const { language } = useSpeech()
  const { known, token, person } = useSession()
  useEffect(() => void dayjs.locale(language === 'zh' ? chinese : 'en'), [language])
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} componentSize="middle">
      <App>{known && (token === null && person === null ? <SignInPage /> : <SignedIn key={token} />)}</App>
    </ConfigProvider>
  )
}

/** What is asked with one token or in one session is forgotten with it. */
function SignedIn() {
  const { end } = useSession()
  const [queries] = useState(() => queriesThatEnd(end))
  return (
    <QueryClientProvider client={queries}>
      <HashRouter>
        <Frame />
      </HashRouter>
    </QueryClientProvider>
  )
}

const triesAgain = 4

/** Queries that try again what may pass, and end the session when the hub no longer takes its token. */
function queriesThatEnd(end: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(refusalOf(error))) end()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        networkMode: 'always',
        retry: (failures, error) => failures < triesAgain && mayPass(refusalOf(error)),
        retryDelay: (failures, error) => Math.max(retryAfterMs(error), Math.min(8000, 1000 * 2 ** failures)),
      },
    },
  })
}

function retryAfterMs(error: Error): number {
  const refusal = refusalOf(error)
  return refusal.kind === 'problem' ? (refusal.retryAfterSeconds ?? 0) * 1000 : 0
}
