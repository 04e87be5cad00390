import { LogoutOutlined, MenuOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Grid, Layout, Skeleton } from 'antd'
import { Suspense, useState } from 'react'
import { Link, Route, Routes } from 'react-router'
import { useAsker } from '../hub/asker.ts'
import { DoorsProvider } from '../hub/open-doors.tsx'
import type { Doors } from '../hub/doors.ts'
import { discoveryQuestion, doorsQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { LiveMark } from '../live/live-mark.tsx'
import { LiveProvider } from '../live/live.tsx'
import { useSession } from '../session/session.tsx'
import { CaseDrawer } from '../cases/case-drawer.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { MissingPage } from './missing.page.tsx'
import { Outcome } from './outcome.tsx'
import { PageMenu } from './page-menu.tsx'
import { pages } from './pages.tsx'
import { Who } from './who.tsx'

/** The signed-in console: once it is known what this hub answers, header, menu, page and case drawer. */
export function Frame() {
  const query = useQuery(doorsQuestion(useAsker()))
  return (
    <Outcome of={query} rows={10}>
      {(doors) => (
        <DoorsProvider doors={doors}>
          <LiveProvider streamed={doors.has('/v1/events/stream')}>
            <Framed doors={doors} />
          </LiveProvider>
        </DoorsProvider>
      )}
    </Outcome>
  )
}

function Framed({ doors }: { doors: Doors }) {
  const wide = Grid.useBreakpoint().lg ?? true
  const shown = pages.filter((page) => doors.has(page.question))
  return (
    <Layout className="frame">
      <Head wide={wide} menu={(close) => <PageMenu pages={shown} onChoose={close} />} />
      <Layout>
        {wide && (
          <Layout.Sider width={188} className="frame-side">
            <PageMenu pages={shown} />
            <SideFoot />
          </Layout.Sider>
        )}
        <Layout.Content className="frame-content">
          <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
            <Routes>
              {shown.map((page) => (
                <Route key={page.path} path={page.path} element={page.element} />
              ))}
              <Route path="*" element={<MissingPage />} />
            </Routes>
          </Suspense>
        </Layout.Content>
      </Layout>
      {doors.has('/v1/cases/{caseId}') && <CaseDrawer />}
    </Layout>
  )
}

function Head({ wide, menu }: { wide: boolean; menu: (close: () => void) => React.ReactNode }) {
  const { text } = useSpeech()
  const { signOut } = useSession()
  const [open, setOpen] = useState(false)
  const name = useQuery(discoveryQuestion(useAsker())).data?.name
  return (
    <Layout.Header className="frame-head">
      {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={text.openMenu} onClick={() => setOpen(true)} />}
      <Link to="/" className="frame-brand">
        <img src="./icon.svg" alt="" width={28} height={28} />
        <span className="frame-name">{name ?? text.product}</span>
        {wide && <span className="frame-console">{text.console}</span>}
      </Link>
      <LiveMark wide={wide} />
      <LanguageSwitch />
      <Who wide={wide} />
      <Button type="text" icon={<LogoutOutlined />} aria-label={text.signOut} title={text.signOut} onClick={signOut}>
        {wide && text.signOut}
      </Button>
      <Drawer placement="left" size={240} open={open} onClose={() => setOpen(false)} title={text.console}>
        {menu(() => setOpen(false))}
        <SideFoot />
      </Drawer>
    </Layout.Header>
  )
}

/** Where the interface is described, if this hub serves that. */
function SideFoot() {
  const { text } = useSpeech()
  const hub = useQuery(discoveryQuestion(useAsker())).data
  return (
    <footer className="frame-foot">
      {hub?.docs && <a href={hub.docs}>{text.interfaceDocument}</a>}
      {hub && <span>{hub.hubId}</span>}
    </footer>
  )
}
