import { LoginOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import { useSpeech } from '../language/language.tsx'
import { type Provider, signInAddress } from './provider.client.ts'

/** Sends to the province's identity provider. */
export function ProviderSignIn({ provider, start }: { provider: Provider; start: string }) {
  const { text } = useSpeech()
  return (
    <>
      <Typography.Paragraph type="secondary">{text.signIn.providerLead}</Typography.Paragraph>
      <Button type="primary" size="large" block icon={<LoginOutlined />} href={signInAddress(start)} autoFocus>
        {text.signIn.provider}
      </Button>
      <p className="sign-in-hint">{text.signIn.providerHint(new URL(provider.issuer).host)}</p>
    </>
  )
}
