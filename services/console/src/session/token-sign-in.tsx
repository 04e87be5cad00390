import { Button, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import { type Refusal } from '../hub/answer.ts'
import { refusalText } from '../frame/refusal-text.ts'
import { type Text } from '../language/zh.ts'
import { useSpeech } from '../language/language.tsx'
import { useSession } from './session.tsx'
import { tryToken } from './try-token.ts'

/** Asks for a token, tries it at the hub, and says plainly what is wrong with it. */
export function TokenSignIn({ onRefused }: { onRefused: (reason: string) => void }) {
  const { text, language } = useSpeech()
  const { signIn, provider } = useSession()
  const [asking, setAsking] = useState(false)
  const submit = async ({ token = '' }: { token?: string }) => {
    setAsking(true)
    const refused = await tryToken(token.trim(), language)
    setAsking(false)
    if (refused === null) signIn(token.trim())
    else onRefused(reasonOf(refused, text))
  }
  return (
    <>
      <Typography.Paragraph type="secondary">{text.signIn.lead}</Typography.Paragraph>
      <Form layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item name="token" label={text.signIn.token} rules={[{ required: true, message: text.signIn.missing }]}>
          <Input.Password
            placeholder={text.signIn.placeholder}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            size="large"
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={asking}>
          {text.signIn.submit}
        </Button>
      </Form>
      <p className="sign-in-hint">
        {provider ? text.signIn.issuerHint(provider.issuer, provider.audience) : text.signIn.hint}
      </p>
    </>
  )
}

function reasonOf(refused: Refusal | 'characters', text: Text): string {
  if (refused === 'characters') return text.signIn.characters
  if (refused.kind === 'problem' && refused.status === 401) return text.signIn.expired
  if (refused.kind === 'problem' && refused.status === 403) return text.signIn.forbidden
  const { title, help } = refusalText(refused, text)
  return `${title}${text.sentenceGap}${help}`
}
