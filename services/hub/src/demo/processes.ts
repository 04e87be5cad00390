import Table from 'cli-table3'
import { nodeName } from '@inquiry/demonstration'
import { eventTypeOf, type AnyEvent, type Assessment, type EventType } from '@inquiry/schema'
import type { Handled } from './handle.ts'

/** How many cases came into each of the seven processes, by the events of the handling, and by whom. */
export function processTable(events: readonly AnyEvent[], handled: Handled, month: Assessment | undefined): string {
  const table = new Table({
    head: ['流程 process', 'cases', 'by whom, example 何单位、示例'],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [] },
  })
  const of = (...types: EventType[]): AnyEvent[] =>
    events.filter(({ type }) => types.some((one) => one === eventTypeOf(type)))
  const count = (type: EventType): number => casesOf(of(type))
  const ratings = of('case.rated').map(({ data }) => Number(data['rating']))
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / Math.max(1, ratings.length)
  const orders = of('supervision.issued')
  const taken = of('case.accepted', 'case.declined', 'case.returned')
  table.push(
    [
      '受理 acceptance',
      casesOf(taken),
      `${nodesOf(taken)} nodes: ${count('case.accepted')} accepted, ${count('case.declined')} declined, ${count('case.returned')} returned, ${count('case.designated')} designated`,
    ],
    ['办理 handling', count('case.progressed'), `${busiest(of('case.progressed'))} and others report progress`],
    ['查询 query', handled.seen.length, `citizens by query code, ${seen(handled)}`],
    [
      '回复 reply',
      count('case.replied'),
      `${nodesOf(of('case.replied'))} nodes; ${count('case.closed')} closed; ${count('case.rated')} rated, ${mean.toFixed(1)} of 5`,
    ],
    [
      '复查 review',
      casesOf(of('case.review-requested', 'case.reopen-requested')),
      `${count('case.reopened')} reopened, ${count('case.reopen-refused')} not; ${count('case.reviewed')} reviewed ${by(of('case.reviewed'))}`,
    ],
    [
      '督办 supervision',
      casesOf(orders),
      `${orders.length} orders ${by(orders)}; ${count('supervision.answered')} answered`,
    ],
    ['统计 statistics', assessed(month).length, best(month)],
  )
  return table.toString()
}

function casesOf(events: readonly AnyEvent[]): number {
  return new Set(events.map(({ subject }) => subject)).size
}

function nodesOf(events: readonly AnyEvent[]): number {
  return new Set(events.map(({ data }) => data['node'])).size
}

function by(events: readonly AnyEvent[]): string {
  const nodes = [...new Set(events.map(({ data }) => String(data['node'])))].map(nodeName)
  return nodes.length === 0 ? '' : `(${nodes.join(', ')})`
}

function busiest(events: readonly AnyEvent[]): string {
  const counts = [...Map.groupBy(events, ({ data }) => String(data['node']))]
  const [first] = counts.toSorted(([, one], [, other]) => other.length - one.length)
  return first ? `${nodeName(first[0])} ${first[1].length}` : 'nobody'
}

function seen({ seen: [first] }: Handled): string {
  return first ? `as in ${nodeName(first.origin)}: ${first.status}` : 'nobody yet'
}

/** The nodes of which this month's assessment counts anything. */
function assessed(month: Assessment | undefined): Assessment['nodes'] {
  return month?.nodes.filter(({ indicators }) => indicators.some(({ denominator }) => denominator > 0)) ?? []
}

function best(month: Assessment | undefined): string {
  const [first] = assessed(month).toSorted((one, other) => (other.score ?? -1) - (one.score ?? -1))
  return first && month ? `nodes in the assessment of ${month.month}, as ${nodeName(first.nodeId)}: ${first.score}` : ''
}
