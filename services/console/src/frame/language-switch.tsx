import { TranslationOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useSpeech } from '../language/language.tsx'

/** Goes over to the other language. */
export function LanguageSwitch() {
  const { language, text, setLanguage } = useSpeech()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      type="text"
      className="language-switch"
      icon={<TranslationOutlined />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {text.otherLanguage}
    </Button>
  )
}
