import { Button, Empty, Result, Skeleton } from 'antd'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { refusalOf } from '../hub/answer.ts'
import { useSpeech } from '../language/language.tsx'
import { refusalText } from './refusal-text.ts'

/** What a query gave, once it gave something; before that a skeleton, and on refusal what to do. */
export function Outcome<T>({
  of: query,
  rows = 6,
  children,
}: {
  of: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Refused error={query.error} again={() => void query.refetch()} />
  return <Skeleton active title={false} paragraph={{ rows }} className="waiting" />
}

/** A refusal with what to do about it. */
function Refused({ error, again }: { error: Error; again: () => void }) {
  const { text } = useSpeech()
  const refusal = refusalOf(error)
  const { title, help, line } = refusalText(refusal, text)
  const status = refusal.kind === 'problem' && refusal.status === 404 ? 'info' : 'warning'
  return (
    <Result
      className="refused"
      status={status}
      title={title}
      subTitle={
        <>
          {help}
          {line && <code className="refused-line">{line}</code>}
        </>
      }
      extra={<Button onClick={again}>{text.refusal.retry}</Button>}
    />
  )
}

/** Nothing to show, and why. */
export function Nothing({ title, help }: { title: string; help?: string }) {
  return (
    <Empty
      className="nothing"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          {help && <p>{help}</p>}
        </>
      }
    />
  )
}
