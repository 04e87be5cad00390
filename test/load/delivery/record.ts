import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OverloadReport } from '../overload/run.ts'
import type { WebhooksReport } from '../webhooks/run.ts'
import type { DeliveryReport } from './run.ts'

/** What the benches of what goes out, and of what a hub does with too much, found last. */
type Record = { webhooks?: WebhooksReport; delivery?: DeliveryReport; overload?: OverloadReport }

/** Keep a bench's report beside those of the others, and write the page anew from all of them. */
export function recordReport(folder: string, report: Record): void {
  const data = join(folder, 'deliveries.json')
  const kept = existsSync(data) ? (JSON.parse(readFileSync(data, 'utf8')) as Record) : {}
  const all = { ...kept, ...report }
  writeFileSync(data, `${JSON.stringify(all, null, 2)}\n`)
  writeFileSync(join(folder, 'deliveries.md'), page(all))
}

const opening = `# How fast events go out, and what a hub does with too much

Made by the benches named below with \`--record docs/evaluation\`, from the figures in \`deliveries.json\` beside this page.
Everything runs on one machine of two cores: the hub with all its followers, PostgreSQL, NATS, the endpoints and those who
send; ratios say more than milliseconds.
`

function page({ webhooks, delivery, overload }: Record): string {
  return [
    opening,
    ...(delivery ? deliverySheet(delivery) : []),
    ...(webhooks ? webhooksSheet(webhooks) : []),
    ...(overload ? overloadSheet(overload) : []),
  ].join('\n')
}

function deliverySheet({
  rate,
  seconds,
  whole,
  pieces,
  ratio,
  intake,
  away,
  refused,
  missing,
}: DeliveryReport): string[] {
  return [
    '## From POST to a subscriber',
    '',
    `\`pnpm bench delivery --away ${away.seconds}\`: ${rate} cases a second for ${seconds} s, each in an envelope of its own; a`,
    'subscriber on JetStream notes when it has each event. One commit and one acknowledged JetStream message are measured',
    `meanwhile on the same servers. Then NATS is killed for ${away.seconds} s under the same load and comes back while it goes on.`,
    '',
    table(
      ['', 'p50 ms', 'p99 ms'],
      [
        ['POST → commit → JetStream → subscriber', ms(whole.p50Ms), ms(whole.p99Ms)],
        ['one commit', ms(pieces.commitMs), ''],
        ['one JetStream acknowledgement', ms(pieces.ackMs), ''],
        ['POST → answer, NATS there', ms(intake.presentP50Ms), ms(intake.presentP99Ms)],
        [`POST → answer, NATS away for ${away.seconds} s`, ms(intake.absentP50Ms), ms(intake.absentP99Ms)],
      ],
    ),
    `The whole way takes ${ratio.toFixed(2)} × the sum of one commit and one acknowledgement at p50 (aim: at most 3).`,
    `Intake's p99 without NATS is ${(intake.absentP99Ms / intake.presentP99Ms).toFixed(2)} × that with it (aim: at most 1.5).`,
    `${away.waiting} events waited for NATS and were in the stream ${away.drainSeconds.toFixed(1)} s after its return, ${away.eventsPerSecond.toFixed(0)} a second;`,
    `${refused} envelopes were refused and ${missing} events were missing at the end.`,
    '',
  ]
}

function webhooksSheet({ rounds, ratios }: WebhooksReport): string[] {
  return [
    '## Endpoints that are poisoned',
    '',
    '`pnpm bench webhooks`: 76 nodes; 46 good endpoints alone, then beside 30 that are bad in fifteen ways once they have proved',
    'their address (they never answer, hang up, reset, answer 500, 503, 429 or 410, redirect, speak no HTTP, stop in their',
    'headers, give a byte or a header a second, a body without end, 100 Continue for ever, a compressed bomb). How long from an',
    "acknowledgement to a good endpoint's own event.",
    '',
    table(
      ['', 'p50 ms', 'p95 ms', 'delivered', 'not delivered', 'tries at poisoned ones'],
      rounds.map((round) => [
        round.poisoned ? '46 good and 30 poisoned' : '46 good',
        ms(round.p50Ms),
        ms(round.p95Ms),
        round.delivered,
        round.undelivered,
        round.poisonedTries,
      ]),
    ),
    `With the poisoned ÷ without: p50 ${ratios.p50.toFixed(2)}, p95 ${ratios.p95.toFixed(2)}.`,
    '',
  ]
}

function overloadSheet({ overload, noise }: OverloadReport): string[] {
  return [
    '## Too much',
    '',
    '`pnpm bench overload`: what the hub takes from 64 connections; then several times as much is sent whether it answers or',
    'not. Then 75 nodes send two envelopes a second each, alone and beside one that sends a hundred times its quota of 50. The',
    'times are those that the senders see, who share the two cores with all they measure; they send bytes that were made ready',
    'before, over connections that are kept. How long a turn of the hub’s event loop took is what the hub itself has measured.',
    '',
    table(
      ['', 'sent/s', 'taken/s', 'taken p50 ms', 'p99', 'refused', 'refused p50 ms', 'p95', 'p99', 'neither'],
      (
        [
          ['overload', overload],
          ['75 nodes alone', noise.alone],
          ['75 nodes beside a noisy one', noise.withNoise],
          ['the noisy one', noise.noise],
        ] as const
      ).map(([name, o]) => [
        name,
        o.perSecond.toFixed(0),
        o.takenPerSecond.toFixed(0),
        ms(o.takenP50Ms),
        ms(o.takenP99Ms),
        o.refused,
        o.refused > 0 ? ms(o.refusedP50Ms) : '',
        o.refused > 0 ? ms(o.refusedP95Ms) : '',
        o.refused > 0 ? ms(o.refusedP99Ms) : '',
        o.wrong,
      ]),
    ),
    `Peak ${overload.peakPerSecond.toFixed(0)} envelopes a second, the better of before and after; under overload ${(overload.goodput * 100).toFixed(0)} % of it is still taken (aim: at least 70 %; those
refused should know within 100 ms, the others' p99 should at most double beside a noisy node). The hub's memory rose from`,
    `${overload.memoryBeforeMb.toFixed(0)} to ${overload.memoryPeakMb.toFixed(0)} MB, and it answered within 100 ms again ${(overload.recoveredMs / 1000).toFixed(1)} s after the flood. The others' p99 beside the`,
    `noisy node is ${noise.ratioP99.toFixed(2)} × that without it, their p50 ${(noise.withNoise.takenP50Ms / noise.alone.takenP50Ms).toFixed(2)} ×.`,
    '',
    `A turn of the hub's event loop took ${ms(overload.loop.p50Ms)} ms at p50 and ${ms(overload.loop.p99Ms)} at p99 under overload, ${ms(noise.aloneLoop.p50Ms)} and`,
    `${ms(noise.aloneLoop.p99Ms)} with 75 nodes, ${ms(noise.noiseLoop.p50Ms)} and ${ms(noise.noiseLoop.p99Ms)} beside the noisy one (10 ms of each are the measure's own).`,
    '',
  ]
}

function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function ms(value: number): string {
  return value.toFixed(1)
}
