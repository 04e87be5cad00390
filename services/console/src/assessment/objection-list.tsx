import type { AssessmentAct, Formula } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Link } from 'react-router'
import { useCaseAddress } from '../cases/case-address.ts'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { decideObjection, objectionsOfMonth } from './questions.ts'
import { ReasonedButton } from './reasoned-button.tsx'

const tones = { open: 'gold', upheld: 'cyan', dismissed: 'default' } as const

/** What nodes contest: what waits for a decision first, then what was decided. */
export function ObjectionList({ month, formula }: { month: string; formula: Formula }) {
  const { text, format } = useSpeech()
  const words = text.assessment
  const query = useQuery(objectionsOfMonth(useAsker(), month))
  const open = query.data?.objections.filter(({ state }) => state === 'open').length ?? 0
  return (
    <Panel title={words.objections} note={open > 0 && words.waiting(format.number(open))}>
      <Outcome of={query} rows={4}>
        {({ objections }) =>
          objections.length === 0 ? (
            <Nothing title={words.noObjections} help={words.noObjectionsHelp} />
          ) : (
            <ul className="assessment-acts">
              {objections
                .toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'))
                .map((objection) => (
                  <ObjectionItem key={objection.id} month={month} formula={formula} objection={objection} />
                ))}
            </ul>
          )
        }
      </Outcome>
    </Panel>
  )
}

function ObjectionItem({ month, formula, objection }: { month: string; formula: Formula; objection: AssessmentAct }) {
  const { text, format } = useSpeech()
  const words = text.assessment
  const asker = useAsker()
  const { id, state = 'open', reason, time, decision } = objection
  const decide = (outcome: 'upheld' | 'dismissed') => (said: string) =>
    decideObjection(asker, { month, id, decision: outcome, reason: said })
  return (
    <li data-objection={state}>
      <p>
        <Tag color={tones[state]}>{words.states[state]}</Tag>
        <What act={objection} formula={formula} />
      </p>
      <p className="assessment-reason">{reason}</p>
      {decision && (
        <p className="quiet">
          {words.decided(decision.by, format.time(decision.time))} {decision.reason}
        </p>
      )}
      <p className="assessment-tools">
        <time className="quiet">{format.time(time)}</time>
        {state === 'open' && (
          <>
            <ReasonedButton
              label={words.uphold}
              title={words.upholdTitle}
              act={decide('upheld')}
              said={words.upheld}
              primary
            />
            <ReasonedButton
              label={words.dismiss}
              title={words.dismissTitle}
              act={decide('dismissed')}
              said={words.dismissed}
            />
          </>
        )}
      </p>
    </li>
  )
}

/** Whose figure, which one, and which cases. */
export function What({ act, formula }: { act: AssessmentAct; formula: Formula }) {
  const { text, language } = useSpeech()
  const words = text.assessment
  const nodeName = useNodeName()
  const addressOf = useCaseAddress()
  const definition = formula.indicators?.find(({ id }) => id === act.indicator)
  return (
    <>
      <strong>{act.nodeId === undefined ? words.allNodes : nodeName(act.nodeId)}</strong>
      {' · '}
      {definition?.label[language] ?? act.indicator ?? words.allIndicators}
      {(act.caseIds ?? []).map((caseId) => (
        <span key={caseId}>
          {' '}
          <Link to={addressOf(caseId)}>
            <code>{caseId}</code>
          </Link>
        </span>
      ))}
    </>
  )
}
