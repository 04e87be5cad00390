import { formulas } from '@inquiry/assessment'
import { deadlineProfiles, type StepRule } from '@inquiry/clocks'
import { lifecycleTable, refusalReasons, toMermaid, type Transition } from '@inquiry/lifecycle'
import { entryOf, eventTypes, natures, statuses } from '@inquiry/schema'
import type { GeneratedFile } from '../../packages/schema/scripts/generated-file.ts'

/** The pages of `docs/processes` that are made from the lifecycle's table, the deadline profiles and the formulas. */
export function processFiles(): GeneratedFile[] {
  return [
    { path: 'docs/processes/lifecycle.md', text: lifecyclePage() },
    { path: 'docs/processes/periods.md', text: periodsPage() },
    { path: 'docs/processes/indicators.md', text: indicatorsPage() },
  ]
}

const generated = '<!-- Made by `pnpm generate` from the code; changes here are lost. -->'

function lifecyclePage(): string {
  return (
    [
      '# 案件状态 The lifecycle of a case',
      generated,
      'Every way in which a case may move, from the table by which the hub judges (`packages/lifecycle/src/table.ts`). What is not in the table is refused with the present status and what may be done instead.',
      ['```mermaid', toMermaid('zh'), '```'].join('\n'),
      [
        '| event | by | from | to | unless | basis |',
        '|---|---|---|---|---|---|',
        ...lifecycleTable.map(transitionRow),
      ].join('\n'),
      '## Reasons of refusal',
      [
        '| `reason` | |',
        '|---|---|',
        ...Object.entries(refusalReasons).map(([reason, { zh, en }]) => `| \`${reason}\` | ${zh}；${en} |`),
      ].join('\n'),
    ].join('\n\n') + '\n'
  )
}

function transitionRow({ type, by, role, from, to, unless = [], basis = '' }: Transition): string {
  const { zh } = eventTypes[type]
  const kind = role === 'assist' ? '（协办）' : ''
  const statusesNamed = from === 'none' ? '–' : from.map(statusName).join('、')
  const leads = to === 'same' ? 'no change' : statusName(to)
  const hindrances = unless.map((name) => `\`${name}\``).join(', ')
  return `| \`${type}\` ${zh}${kind} | ${by.join(', ')} | ${statusesNamed} | ${leads} | ${hindrances} | ${basis} |`
}

function statusName(code: string): string {
  return `${entryOf(statuses, code)?.zh} \`${code}\``
}

function periodsPage(): string {
  return (
    [
      '# 期限 Periods',
      generated,
      'The shipped deadline profiles (`packages/clocks/data/profiles`). A period that is a duty is overdue when missed; a right lapses; a limit bounds a decision. Days end at 23:59:59 in Asia/Shanghai; the day of the beginning is not counted.',
      ...deadlineProfiles.flatMap(({ id, version, title, basis, toBeConfirmed, steps }) => [
        `## \`${id}\` version ${version} · ${title.zh}`,
        `${title.en}. ${basis}${toBeConfirmed ? ' **To be confirmed against the original text.**' : ''}`,
        [
          '| step | period | counted from | an end on a day off | kind | basis |',
          '|---|---|---|---|---|---|',
          ...Object.entries(steps).map(([step, rule]) => periodRow(step, rule)),
        ].join('\n'),
      ]),
    ].join('\n\n') + '\n'
  )
}

function periodRow(step: string, rule: StepRule): string {
  const { label, amount, unit, byNature, startRule = '–', endRule = 'next-working-day', kind, basis } = rule
  const own = amount === undefined ? [] : [`${amount} ${unit}`]
  const special = Object.entries(byNature ?? {}).map(
    ([nature, period]) => `${entryOf(natures, nature)?.zh} ${period.amount} ${period.unit}`,
  )
  return `| \`${step}\` ${label.zh} ${label.en} | ${[...own, ...special].join('; ')} | ${startRule} | ${endRule} | ${kind} | ${basis} |`
}

function indicatorsPage(): string {
  return (
    [
      '# 考核指标 The indicators of the assessment',
      generated,
      'Every formula that was released (`packages/assessment/src/formulas`). A formula is never changed: a change is another version, and what was published under one can be made again for ever.',
      ...formulas.flatMap(({ version, text, indicators }) => [
        `## ${version}`,
        text.zh,
        text.en,
        [
          '| indicator | unit | better | weight | scored from |',
          '|---|---|---|---|---|',
          ...indicators.map(
            ({ id, label, unit, direction, weight, minimum }) =>
              `| \`${id}\` ${label.zh} ${label.en} | ${unit} | ${direction} | ${weight === 0 ? '–' : weight} | ${weight === 0 ? '–' : minimum} |`,
          ),
        ].join('\n'),
        ...indicators.map(
          ({ id, label, text: meaning, basis }) =>
            `**${label.zh} \`${id}\`** ${meaning.zh} ${meaning.en} (${basis.zh}; ${basis.en})`,
        ),
      ]),
    ].join('\n\n') + '\n'
  )
}
