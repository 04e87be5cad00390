import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useRefusalNotice } from '../frame/refusal-notice.ts'
import { useSpeech } from '../language/language.tsx'
import { useDecided } from './decided.ts'

/** A decision that needs its reason: asks for it, takes it to the hub, and says what came of it. */
export function ReasonedButton({
  label,
  title,
  act,
  said,
  primary = false,
}: {
  label: string
  title: string
  act: (reason: string) => Promise<unknown>
  said: string
  primary?: boolean
}) {
  const { text } = useSpeech()
  const words = text.assessment
  const { message } = App.useApp()
  const decided = useDecided()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { mutate, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: () => act(reason.trim()),
    onSuccess: () => {
      setOpen(false)
      setReason('')
      return message.success(said)
    },
    onError: useRefusalNotice(words.notDone),
    onSettled: decided,
  })
  return (
    <>
      <Button size="small" type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={title}
        okText={label}
        cancelText={words.cancel}
        okButtonProps={{ disabled: reason.trim() === '', loading: isPending }}
        onOk={() => mutate()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Input.TextArea
          rows={4}
          value={reason}
          aria-label={words.reason}
          placeholder={words.reasonHelp}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}
