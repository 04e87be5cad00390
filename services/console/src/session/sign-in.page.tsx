import { Alert, Typography } from 'antd'
import { useState } from 'react'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { useSpeech } from '../language/language.tsx'
import { type Text } from '../language/zh.ts'
import { ProviderSignIn } from './provider-sign-in.tsx'
import { type Session, useSession } from './session.tsx'
import { TokenSignIn } from './token-sign-in.tsx'

/** Signs in: at the province's identity provider where the hub has one, else by a token. */
export function SignInPage() {
  const { text } = useSpeech()
  const session = useSession()
  const [refused, setRefused] = useState<string | null>(null)
  const { provider } = session
  const problem = refused ?? problemOf(session, text)
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <header className="sign-in-head">
          <img src="./icon.svg" alt="" width={40} height={40} />
          <div>
            <div className="sign-in-product">{text.product}</div>
            <Typography.Title level={1}>{text.signIn.title}</Typography.Title>
          </div>
          <LanguageSwitch />
        </header>
        {problem && <Alert type="error" showIcon title={problem} role="alert" />}
        {provider?.start === undefined ? (
          <TokenSignIn onRefused={setRefused} />
        ) : (
          <ProviderSignIn provider={provider} start={provider.start} />
        )}
      </section>
    </main>
  )
}

function problemOf({ refused, ended, provider }: Session, text: Text): string | null {
  if (refused !== null) return text.signIn.refused[refused](provider?.rolesClaim ?? 'roles')
  if (!ended) return null
  return provider?.start === undefined ? text.signIn.expired : text.signIn.sessionOver
}
