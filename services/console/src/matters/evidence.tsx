import type { Matter, MatterLink } from '@inquiry/schema'
import { useSpeech } from '../language/language.tsx'
import { readEvidence } from './read-evidence.ts'

/** Why two cases are held to be one matter: each finding with how much it speaks for or against. */
export function Evidence({ link, cases }: { link: MatterLink; cases: Matter['cases'] }) {
  const { text, language, format } = useSpeech()
  const words = text.matters
  const titleOf = (caseId: string) => cases.find((each) => each.caseId === caseId)?.title ?? text.cases.withheld
  const findings = readEvidence(link.evidence, language)
  const most = Math.max(0.001, ...findings.map(({ weight }) => Math.abs(weight ?? 0)))
  return (
    <div className="evidence">
      <p>
        {titleOf(link.from)} <i>↔</i> {titleOf(link.to)}
      </p>
      <p className="quiet">
        {`${words.kinds[link.kind]} · ${words.score} ${format.share(link.score)} · `}
        {link.by === 'rule' ? words.byRule : words.byCoordinator}
        {link.model && ` · ${link.model}`}
      </p>
      <dl>
        {findings.map(({ name, value, weight }) => (
          <div key={name} className={weight !== undefined && weight < 0 ? 'against' : 'for'}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>{weight !== undefined && <Weight share={Math.abs(weight) / most} against={weight < 0} />}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Weight({ share, against }: { share: number; against: boolean }) {
  const words = useSpeech().text.matters
  return (
    <span className="weight" title={against ? words.speaksAgainst : words.speaksFor}>
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}
