import { setTimeout as sleep } from 'node:timers/promises'
import { generateDemonstration } from '@inquiry/demonstration'
import type { Assessment } from '@inquiry/schema'
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { readConfig, type ConfigOptions } from '../config.ts'
import { administrator, type Administrator } from '../demo/administer.ts'
import { findings, tracks } from '../demo/findings.ts'
import { handle } from '../demo/handle.ts'
import { discover, type HubSeen } from '../demo/platform.ts'
import { play, type Played } from '../demo/play.ts'
import { processTable } from '../demo/processes.ts'
import { findingsTable, platformTable, refusalTable } from '../demo/report.ts'
import { startHub, type RunningHub } from '../start-hub.ts'
import { announce, stopOnSignal, withServerOptions } from './serve.ts'

/** Every run of the demonstration is the same: one seed, and thirty days of one autumn. */
const script = { seed: 20261122, startAt: '2026-10-20', days: 30 }

type Options = ConfigOptions & { cases: string; once?: boolean }

/** `hub demo`: the whole hub, and a province of platforms that push their cases to it; then it stays up. */
export function demoCommand(): Command {
  return withServerOptions(new Command('demo').description('run the hub with a demonstration province 演示'))
    .option('--cases <number>', 'cases to generate', '1200')
    .option('--once', 'end after the demonstration instead of staying up')
    .action(demonstrate)
}

async function demonstrate({ cases, once, ...options }: Options): Promise<void> {
  const config = readConfig({ ...options })
  const hub = await startHub({ ...config, logLevel: process.env['HUB_LOG_LEVEL'] ? config.logLevel : 'warn' })
  stopOnSignal(hub)
  announce(hub)
  const admin = administrator(hub.url, hub.secrets.adminToken)
  // The hub's own node is there from the start; those of a province only after a first time.
  const known = (await admin.nodes()).filter(({ nodeId }) => nodeId !== config.hubId)
  if (known.length === 0) await firstTime(hub, admin, Number(cases))
  else await again(admin, known.length)
  // The pages are ready when their address is printed.
  await fetch(`${hub.url}/console/`)
  console.log(`\nassessment 考核: ${hub.url}/console/#/assessments`)
  console.log(`console 控制台: ${hub.url}/console/#token=${hub.secrets.adminToken}`)
  if (once) return void (await hub.stop().then(() => process.exit(0)))
  console.log('The hub stays up; Ctrl-C stops it.')
}

async function firstTime(hub: RunningHub, admin: Administrator, cases: number): Promise<void> {
  const demonstration = generateDemonstration({ ...script, cases })
  const codes = await admin.addNodes()
  await admin.putRoutes()
  console.log(
    `${codes.size} nodes enrol, each with its own key, and push ${demonstration.filings.length} cases over HTTP.`,
  )
  const bar = new SingleBar({
    format: ' {bar} {percentage}% | {value}/{total} cases | {duration_formatted}',
    hideCursor: true,
  })
  bar.start(demonstration.filings.length, 0)
  const seen = await discover(hub.url)
  const played = await play(seen, codes, demonstration, (sent) => bar.increment(sent))
  bar.stop()
  await settled(admin, played.caseIds.size)
  const events = await admin.events()
  console.log(platformTable(played, tracks(played, events)))
  console.log(findingsTable(findings(demonstration, played, events, await admin.asked())))
  console.log(refusalTable(played.refused))
  const published = hub.natsUrl ? 'published on JetStream' : 'served from the log'
  console.log(
    `${played.caseIds.size} cases in ${played.seconds.toFixed(1)} s (first envelope answered after ${Math.round(played.firstAcceptedMs)} ms); ${events.length} events ${published}.`,
  )
  // What went wrong in the handling is said, and the hub stays up with the cases as they are.
  await handling(seen, played, admin, events.at(-1)?.position ?? -1).catch((error: unknown) =>
    console.error(`the handling ended early: ${error instanceof Error ? error.message : String(error)}`),
  )
}

/** The nodes act on what was filed. They do so once: their keys are known to this run only. */
async function handling(seen: HubSeen, played: Played, admin: Administrator, position: number): Promise<void> {
  const handled = await handle(seen, played, admin, position)
  await settled(admin, played.caseIds.size)
  const events = await admin.events(position)
  console.log(processTable(events, handled, await assessmentAt(admin, events.at(-1)?.position ?? position)))
  const refused = handled.refused > 0 ? `, ${handled.refused} refused` : ''
  console.log(
    `${handled.said} messages of handlers and origins in ${handled.seconds.toFixed(1)} s${refused}; ${events.length} events.`,
  )
}

/** This month's figures, once they have counted everything up to the position. */
async function assessmentAt(admin: Administrator, position: number): Promise<Assessment | undefined> {
  for (let tries = 0; ; tries++) {
    const month = await admin.assessment()
    if (tries === 50 || (month && month.asOf.position >= position)) return month
    await sleep(100)
  }
}

/** A second start finds everything again. */
async function again(admin: Administrator, nodes: number): Promise<void> {
  const { totals, asOf } = await admin.stats('measures=count,open')
  console.log(
    `Found the province of an earlier start: ${nodes} nodes, ${totals.count} cases, ${totals.open ?? 0} open, log position ${asOf.position}.`,
  )
}

/** Triage and the tallies have caught up: all these cases are counted, none is unassigned, and the counts have stopped moving. */
async function settled(admin: Administrator, cases: number): Promise<void> {
  for (let before = -2, quiet = 0, tries = 0; quiet < 3 && tries < 600; tries++) {
    const { rows, totals, asOf } = await admin.stats('groupBy=status')
    const waits = totals.count < cases || rows.some((row) => row.status === 'submitted')
    quiet = !waits && asOf.position === before ? quiet + 1 : 0
    before = asOf.position
    await sleep(100)
  }
}
