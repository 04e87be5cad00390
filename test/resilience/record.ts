import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { controls } from './control/controls.ts'
import { faults } from './faults/faults.ts'
import type { KindResult } from './run-kind.ts'

/** What a control run showed: it must have lost something. */
export type ControlResult = { kind: string; seed: number; acknowledged: number; lost: number }

type Line = Omit<KindResult, 'findings' | 'folder'>
type Record = { faults: { [kind: string]: Line }; controls: { [kind: string]: ControlResult } }

/** Keep the results beside those of former runs, the latest of each kind, and write the page anew from all of them. */
export function recordResults(folder: string, results: readonly KindResult[], caught: readonly ControlResult[]): void {
  const data = join(folder, 'resilience.json')
  const kept: Record = existsSync(data)
    ? (JSON.parse(readFileSync(data, 'utf8')) as Record)
    : { faults: {}, controls: {} }
  for (const { findings: _, folder: __, ...line } of results) kept.faults[line.kind] = line
  for (const { kind, seed, acknowledged, lost } of caught) kept.controls[kind] = { kind, seed, acknowledged, lost }
  writeFileSync(data, `${JSON.stringify(kept, null, 2)}\n`)
  writeFileSync(join(folder, 'resilience.md'), page(kept))
}

const opening = `# Nothing skipped, nothing lost, whatever dies

Made by \`pnpm resilience --record docs/evaluation\` from the figures in \`resilience.json\` beside this page; \`--only <kind>
--seed <n>\` repeats one line. Each run is of real processes: two hubs on one PostgreSQL, three NATS servers, two platforms
that file cases and amend them twice, sending until they are answered, and five subscribers (long polling, server-sent
events, a webhook, a NATS consumer of its own, the public stream). The fault is done again and again while there is load, at
times drawn from the seed; then everything is healed, and when everybody has what is due the history of what was answered
and delivered is held against PostgreSQL.

*Lost*: acknowledged and not stored, or due to a subscriber and never given. *Duplicated*: two effects of one message, or two
contents under one event id, after deduplication by id. *Out of order*: an event of a case given after a later one.
*Repeated*: deliveries that came again and were passed over, which at-least-once allows. The gaps are the longest time within
the load without any acknowledgement, and without any delivery to one of the subscribers; *quiet* is how long after healing
everybody had everything. Each line is the latest run of its kind, not all of the same day's code.

What the bench found, each mended and then run again with the same seed: with the stream's leader stopped (seed 29), a node's
fetch went with it and seven events came after later ones of their case; with two of three NATS servers killed (seed 25), a
server acknowledged with number 0 what no majority had stored, and a node was never given three events; with leaders killed
(seed 24), such an acknowledgement held up the public stream for as long as the run lasted.
`

function page({ faults: lines, controls: caught }: Record): string {
  const done = faults.flatMap(({ kind, what }) => {
    const line = lines[kind]
    return line ? [[line, what] as const] : []
  })
  const sum = (of: (line: Line) => number): number => done.reduce((total, [line]) => total + of(line), 0)
  return [
    opening,
    `${done.length} kinds, ${sum((line) => line.acknowledged)} messages acknowledged, ${sum((line) => line.lost)} lost.`,
    '',
    table(
      [
        'fault',
        'seed',
        'load s',
        'times',
        'acknowledged',
        'lost',
        'changed or phantom',
        'duplicated',
        'out of order',
        'repeated',
        'longest gap: acknowledged s',
        'delivered s',
        'quiet after s',
      ],
      done.map(([line]) => [
        line.kind,
        line.seed,
        line.seconds,
        line.times,
        line.acknowledged,
        line.lost,
        line.changed + line.phantom,
        line.duplicated,
        line.reordered,
        line.repeated,
        seconds(line.longestAckGapMs),
        seconds(line.longestDeliveryGapMs),
        seconds(line.settledMs),
      ]),
    ),
    '## What each fault is',
    '',
    table(
      ['fault', 'what is done'],
      done.map(([line, what]) => [line.kind, what]),
    ),
    '## Control runs',
    '',
    'Ways of publishing that are known to lose events, judged by the same checker: it must see them lose.',
    '',
    table(
      ['control', 'what is wrong with it', 'seed', 'acknowledged', 'lost'],
      controls.flatMap(({ kind, what }) => {
        const line = caught[kind]
        return line ? [[kind, what, line.seed, line.acknowledged, line.lost]] : []
      }),
    ),
  ].join('\n')
}

function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
