import type { Formula } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Outcome } from '../frame/outcome.tsx'
import { Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { useSpeech } from '../language/language.tsx'
import { What } from './objection-list.tsx'
import { exclusionsOfMonth, readmit } from './questions.ts'
import { ReasonedButton } from './reasoned-button.tsx'

/** What was left out by decision, and by whom; nothing is shown where there is none. */
export function ExclusionList({ month, formula }: { month: string; formula: Formula }) {
  const { text, format } = useSpeech()
  const words = text.assessment
  const asker = useAsker()
  const query = useQuery(exclusionsOfMonth(asker, month))
  if (query.data?.exclusions.length === 0) return null
  return (
    <Panel title={words.exclusions}>
      <Outcome of={query} rows={3}>
        {({ exclusions }) => (
          <ul className="assessment-acts">
            {exclusions.map((exclusion) => (
              <li key={exclusion.id}>
                <p>
                  {exclusion.withdrawn && <Tag>{words.withdrawn}</Tag>}
                  <What act={exclusion} formula={formula} />
                </p>
                <p className="assessment-reason">{exclusion.reason}</p>
                {exclusion.withdrawn && (
                  <p className="quiet">
                    {words.decided(exclusion.withdrawn.by, format.time(exclusion.withdrawn.time))}{' '}
                    {exclusion.withdrawn.reason}
                  </p>
                )}
                <p className="assessment-tools">
                  <span className="quiet">{words.leftOutBy(exclusion.by, format.time(exclusion.time))}</span>
                  {!exclusion.withdrawn && (
                    <ReasonedButton
                      label={words.readmit}
                      title={words.readmitTitle}
                      act={(reason) => readmit(asker, { month, id: exclusion.id, reason })}
                      said={words.readmitted}
                    />
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Outcome>
    </Panel>
  )
}
