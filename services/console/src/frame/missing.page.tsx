import { Button, Result } from 'antd'
import { Link } from 'react-router'
import { useSpeech } from '../language/language.tsx'

/** An address that leads nowhere. */
export function MissingPage() {
  const { text } = useSpeech()
  const back = (
    <Link to="/">
      <Button type="primary">{text.missingPage.back}</Button>
    </Link>
  )
  return <Result status="404" title={text.missingPage.title} subTitle={text.missingPage.help} extra={back} />
}
