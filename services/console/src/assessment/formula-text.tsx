import type { Formula } from '@inquiry/schema'
import { Panel } from '../frame/panel.tsx'
import { useSpeech } from '../language/language.tsx'

/** The formula in words: how a score is made, and what each indicator counts. */
export function FormulaText({ formula }: { formula: Formula }) {
  const { text, language, format } = useSpeech()
  const words = text.assessment
  return (
    <Panel title={words.formula(formula.version)}>
      <p>{formula.text[language]}</p>
      <dl className="assessment-formula">
        {(formula.indicators ?? []).map(({ id, label, text: meaning, basis, weight, minimum }) => (
          <div key={id}>
            <dt>
              {label[language]}{' '}
              <span className="quiet">
                {weight === 0 ? words.unscored : words.weight(format.number(weight))}
                {weight > 0 && minimum > 1 && ` · ${words.minimum(format.number(minimum))}`}
              </span>
            </dt>
            <dd>
              {meaning[language]} <span className="quiet">{basis[language]}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
