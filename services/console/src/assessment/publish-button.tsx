import { useMutation } from '@tanstack/react-query'
import { App, Button, Popconfirm, Tooltip } from 'antd'
import { useRefusalNotice } from '../frame/refusal-notice.ts'
import { useAsker } from '../hub/asker.ts'
import { useSpeech } from '../language/language.tsx'
import { useDecided } from './decided.ts'
import { publish } from './questions.ts'

/** Publishes the month's figures, once it is over and after asking whether that is meant. */
export function PublishButton({ month, provisional }: { month: string; provisional: boolean }) {
  const { text } = useSpeech()
  const words = text.assessment
  const { message } = App.useApp()
  const asker = useAsker()
  const decided = useDecided()
  const { mutate, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: () => publish(asker, month),
    onSuccess: () => message.success(words.nowPublished),
    onError: useRefusalNotice(words.notDone),
    onSettled: decided,
  })
  if (provisional)
    return (
      <Tooltip title={words.notOver}>
        <Button disabled>{words.publish}</Button>
      </Tooltip>
    )
  return (
    <Popconfirm
      title={words.publishTitle(month)}
      description={words.publishHelp}
      okText={words.publish}
      cancelText={words.cancel}
      onConfirm={() => mutate()}
    >
      <Button type="primary" loading={isPending}>
        {words.publish}
      </Button>
    </Popconfirm>
  )
}
