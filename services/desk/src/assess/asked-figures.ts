import { formulaFor, formulaOf, formulas, monthOf, type Formula, type Indicator } from '@inquiry/assessment'
import { fail } from '@inquiry/problems'
import { Month, type Formula as FormulaShown } from '@inquiry/schema'

/** A month that is asked for; `isOver` where nothing new can begin in it. */
export type AskedMonth = { month: string; isOver: boolean }

/** The month that goes on, in Asia/Shanghai. */
export function currentMonth(now: Date): string {
  return monthOf(now.toISOString())
}

/** The month of a path. Throws `invalid-parameter` for what is no month, or one that has not begun. */
export function monthAsked(given: string, now: Date): AskedMonth {
  const example = currentMonth(now)
  if (!Month.safeParse(given).success)
    return fail(
      'invalid-parameter',
      `月份应写作 YYYY-MM，例如 ${example}。`,
      `Write the month as YYYY-MM, as ${example}.`,
      {
        errors: [{ pointer: '/path/month', rule: 'pattern', message: 'YYYY-MM', example }],
      },
    )
  if (given > example)
    return fail(
      'invalid-parameter',
      `${given} 尚未开始，最近可查 ${example}。`,
      `${given} has not begun; the latest is ${example}.`,
      {
        errors: [{ pointer: '/path/month', rule: 'maximum', message: `≤ ${example}`, example }],
      },
    )
  return { month: given, isOver: given < example }
}

const actId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether an objection, an exclusion or a publication may be called so. */
export function isActId(id: string): boolean {
  return actId.test(id)
}

/** The formula that a parameter or member names, else that of the month. Throws `invalid-parameter`. */
export function formulaAsked(version: string | undefined, month: string, pointer = '?formula'): Formula {
  if (version === undefined) return formulaFor(month)
  const known = formulas.map((formula) => formula.version)
  return (
    formulaOf(version) ??
    fail(
      pointer.startsWith('?') ? 'invalid-parameter' : 'invalid-body',
      `没有公式 ${version}，现有 ${known.join('、')}。`,
      `There is no formula ${version}; there are ${known.join(', ')}.`,
      { errors: [{ pointer, rule: 'enum', message: known.join(', '), example: formulaFor(month).version }] },
    )
  )
}

/** The indicator of the formula by that name. Throws a problem that names where it stands and those that there are. */
export function indicatorAsked({ version, indicators }: Formula, id: string, pointer: string): Indicator {
  const known = indicators.map((indicator) => indicator.id)
  return (
    indicators.find((indicator) => indicator.id === id) ??
    fail(
      pointer.startsWith('/path') ? 'not-found' : pointer.startsWith('?') ? 'invalid-parameter' : 'invalid-body',
      `公式 ${version} 没有指标 ${id}，现有 ${known.join('、')}。`,
      `The formula ${version} has no indicator ${id}; it has ${known.join(', ')}.`,
      { errors: [{ pointer, rule: 'enum', message: known.join(', '), example: 'reply-on-time' }] },
    )
  )
}

/** The formula as the interface tells it. */
export function formulaShown({ version, text, indicators }: Formula): FormulaShown {
  return {
    version,
    text,
    indicators: indicators.map(({ id, label, text: words, basis, unit, direction, weight, minimum }) => ({
      id,
      label,
      text: words,
      basis,
      unit,
      direction,
      weight,
      minimum,
    })),
  }
}
