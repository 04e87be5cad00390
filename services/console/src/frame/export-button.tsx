import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useAsker } from '../hub/asker.ts'
import { download } from '../hub/download.client.ts'
import { useDoors } from '../hub/open-doors.tsx'
import { type ParameterValue, withParameters } from '../hub/parameters.ts'
import { useSpeech } from '../language/language.tsx'
import { refusalText } from './refusal-text.ts'

type Format = 'csv' | 'xlsx'

/** Everything behind a question as a file, where this hub exports it. */
export function ExportButton({
  question,
  parameters,
  small = false,
}: {
  question: '/v1/cases' | '/v1/stats/cases'
  parameters: Readonly<Record<string, ParameterValue>>
  small?: boolean
}) {
  const { text } = useSpeech()
  const { message } = App.useApp()
  const asker = useAsker()
  const offered = useDoors().get(question)?.has('format') ?? false
  const [making, setMaking] = useState(false)
  const make = async (format: Format) => {
    setMaking(true)
    const answer = await download(withParameters(question, { ...parameters, format }), asker)
    setMaking(false)
    if (answer.ok) save(answer.value.bytes, answer.value.name)
    else {
      const { title, help } = refusalText(answer.refusal, text)
      void message.error(`${title}${text.sentenceGap}${help}`)
    }
  }
  if (!offered) return null
  const items = (['xlsx', 'csv'] as const).map((format) => ({ key: format, label: text.exporting[format] }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void make(key as Format) }}>
      <Button icon={<DownloadOutlined />} loading={making} {...(small ? { size: 'small', type: 'text' } : {})}>
        {text.exporting.button}
      </Button>
    </Dropdown>
  )
}

/** Hand the file to the browser, which asks where to or puts it where files go. */
function save(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by the next turn, or holds on to it itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
