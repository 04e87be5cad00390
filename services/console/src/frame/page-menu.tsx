import { Menu } from 'antd'
import { Link, useLocation } from 'react-router'
import { useSpeech } from '../language/language.tsx'
import type { Page } from './pages.tsx'

/** The pages to choose from, the present one marked. */
export function PageMenu({ pages, onChoose }: { pages: readonly Page[]; onChoose?: () => void }) {
  const { text } = useSpeech()
  const { pathname } = useLocation()
  const items = pages.map((page) => ({
    key: page.path,
    icon: page.icon,
    label: <Link to={page.path}>{text.menu[page.name]}</Link>,
  }))
  return (
    <nav aria-label={text.console}>
      <Menu mode="inline" items={items} selectedKeys={[pathname]} onClick={() => onChoose?.()} />
    </nav>
  )
}
