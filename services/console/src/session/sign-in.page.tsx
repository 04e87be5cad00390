import { Alert, Button, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import { type Refusal } from '../hub/answer.ts'
import { refusalText } from '../frame/refusal-text.ts'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { type Text } from '../language/zh.ts'
import { useSpeech } from '../language/language.tsx'
import { useSession } from './session.tsx'
import { tryToken } from './try-token.ts'

/** Asks for a token, tries it at the hub, and says plainly what is wrong with it. */
export function SignInPage() {
  const { text, language } = useSpeech()
  const session = useSession()
  const [problem, setProblem] = useState(session.ended ? text.signIn.expired : null)
  const [asking, setAsking] = useState(false)
  const submit = async ({ token = '' }: { token?: string }) => {
    setAsking(true)
    const refused = await tryToken(token.trim(), language)
    setAsking(false)
    if (refused === null) session.signIn(token.trim())
    else setProblem(reasonOf(refused, text))
  }
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
        <Typography.Paragraph type="secondary">{text.signIn.lead}</Typography.Paragraph>
        {problem && <Alert type="error" showIcon title={problem} role="alert" />}
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
        <p className="sign-in-hint">{text.signIn.hint}</p>
      </section>
    </main>
  )
}

function reasonOf(refused: Refusal | 'characters', text: Text): string {
  if (refused === 'characters') return text.signIn.characters
  if (refused.kind === 'problem' && refused.status === 401) return text.signIn.expired
  if (refused.kind === 'problem' && refused.status === 403) return text.signIn.forbidden
  const { title, help } = refusalText(refused, text)
  return `${title}${text.sentenceGap}${help}`
}
