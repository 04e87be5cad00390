import { RedoOutlined } from '@ant-design/icons'
import type { RedriveRequest } from '@inquiry/schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRefusalNotice } from '../frame/refusal-notice.ts'
import { useAsker } from '../hub/asker.ts'
import { deliveriesQuestion, redrive } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'

/** Lets endpoints be tried again at once, and says what came of it. */
export function RedriveButton({ wanted, label }: { wanted: RedriveRequest; label: string }) {
  const { text } = useSpeech()
  const words = text.deliveries
  const { message } = App.useApp()
  const asker = useAsker()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: () => redrive(asker, wanted),
    onSuccess: ({ redriven }) => message.success(words.redriven(redriven.length)),
    onError: useRefusalNotice(words.notRedriven),
    onSettled: () => queries.invalidateQueries({ queryKey: deliveriesQuestion(asker).queryKey }),
  })
  return (
    <Button
      size="small"
      icon={<RedoOutlined />}
      aria-label={[label, wanted.nodeId, wanted.webhook].filter(Boolean).join(' ')}
      loading={isPending}
      onClick={() => mutate()}
    >
      {label}
    </Button>
  )
}
