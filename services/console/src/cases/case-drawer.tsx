import type { CaseView } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Drawer, Grid } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { Outcome } from '../frame/outcome.tsx'
import { useAsker } from '../hub/asker.ts'
import { useDoors } from '../hub/open-doors.tsx'
import { caseQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import { useCaseAddress } from './case-address.ts'
import { CaseFacts } from './case-facts.tsx'
import { DueDates } from './due-dates.tsx'
import { Supervision } from './supervision.tsx'
import { NatureTag, StatusTag, UrgencyTag } from './status-tag.tsx'
import { Timeline } from './timeline.tsx'

/** The case that the address names, over whatever page is shown. */
export function CaseDrawer() {
  const { text } = useSpeech()
  const [address] = useSearchParams()
  const addressOf = useCaseAddress()
  const navigate = useNavigate()
  const wide = Grid.useBreakpoint().md ?? true
  const caseId = address.get('case')
  return (
    <Drawer
      open={caseId !== null}
      size={wide ? 640 : '100%'}
      title={text.file.title}
      onClose={() => void navigate(addressOf(null))}
      destroyOnHidden
      className="case-drawer"
    >
      {caseId !== null && <File caseId={caseId} />}
    </Drawer>
  )
}

function File({ caseId }: { caseId: string }) {
  const query = useQuery(caseQuestion(useAsker(), caseId))
  return (
    <Outcome of={query} rows={12}>
      {(file) => <Opened file={file} />}
    </Outcome>
  )
}

function Opened({ file }: { file: CaseView }) {
  const { text } = useSpeech()
  const hasEvents = useDoors().has('/v1/cases/{caseId}/events')
  return (
    <article className="file">
      <h2 className="file-title">{file.title ?? text.cases.withheld}</h2>
      <p className="file-tags">
        <StatusTag status={file.status} />
        <NatureTag nature={file.nature} />
        <UrgencyTag urgency={file.urgency} />
      </p>
      <p className="file-content">{file.content ?? <em>{text.file.contentWithheld}</em>}</p>
      <CaseFacts file={file} />
      <h3>{text.file.due}</h3>
      <DueDates due={file.due} />
      {file.supervision.length > 0 && <Supervision orders={file.supervision} />}
      {hasEvents && (
        <>
          <h3>{text.file.timeline}</h3>
          <Timeline caseId={file.caseId} />
        </>
      )}
    </article>
  )
}
