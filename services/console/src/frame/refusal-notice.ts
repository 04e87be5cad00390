import { App } from 'antd'
import { refusalOf } from '../hub/answer.ts'
import { useSpeech } from '../language/language.tsx'
import { refusalText } from './refusal-text.ts'

/** Tells the reader beside the page, under a title, why what was to be done was not. */
export function useRefusalNotice(title: string): (error: unknown) => void {
  const { text } = useSpeech()
  const { notification } = App.useApp()
  return (error) => {
    const { title: what, help, line } = refusalText(refusalOf(error), text)
    notification.warning({ title, description: [what, help, line].filter(Boolean).join(' ') })
  }
}
