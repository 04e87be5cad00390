import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { closeGateway, openGateway, type Gateway } from '../open-gateway.ts'
import { nothingDone, pass, type Pass } from '../pass.ts'
import { configFile, withPlace, type Place } from './settings.ts'

type Options = Place & { once?: boolean }

/** The hub holds a request for at most this long. */
const maxWait = 30

/** `gateway run`: collect, send, read the inbox and write back, until it is told to stop. */
export function runCommand(): Command {
  return withPlace(new Command('run').description('collect → seal → submit, and write back what comes 运行'))
    .option('--once', 'one round, then end: for cron or the task scheduler 只做一轮')
    .action(run)
}

async function run({ folder, once }: Options): Promise<void> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  const gateway = openGateway(readConfig(configFile({ folder })), stop.signal)
  try {
    if (once) return endRound(await pass(gateway, 0), gateway)
    gateway.say(
      `网关运行中：${gateway.config.sources.length} 个来源`,
      `the gateway is at work: ${gateway.config.sources.length} sources`,
    )
    const total = await goOn(gateway)
    sum(total, gateway)
  } finally {
    closeGateway(gateway)
  }
}

/** Round after round; between two the hub holds the request for the inbox, so that what comes is there at once. */
async function goOn(gateway: Gateway): Promise<Pass> {
  const { signal, config } = gateway
  const total: Pass = { ...nothingDone }
  while (!signal.aborted) {
    const started = performance.now()
    const done = await pass(gateway, Math.min(maxWait, config.everySeconds))
    for (const name of ['rows', 'recorded', 'refused', 'received', 'written'] as const) total[name] += done[name]
    const isQuiet = done.received === 0 && done.rows === 0
    const left = config.everySeconds * 1000 - (performance.now() - started)
    if (isQuiet && left > 0) await pause(left, undefined, { signal }).catch(() => undefined)
  }
  return total
}

function endRound(done: Pass, gateway: Gateway): void {
  sum(done, gateway)
  if (done.troubles.length > 0) process.exitCode = 1
}

function sum({ rows, recorded, refused, received, written }: Pass, { say, ledger }: Gateway): void {
  const waiting = ledger.counts().reduce((n, { state, count }) => n + (state === 'waiting' ? count : 0), 0)
  say(
    `合计：读 ${rows} 行，枢纽收到 ${recorded} 条，拒绝 ${refused} 条，待发 ${waiting} 条；收到 ${received} 个事件，回流 ${written} 个`,
    `in all: ${rows} rows read, ${recorded} messages recorded, ${refused} refused, ${waiting} waiting; ${received} events received, ${written} written back`,
  )
}
