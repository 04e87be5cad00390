import type { Failure } from '@inquiry/client'
import type { Origin } from './ledger/ledger.query.ts'
import type { Gateway } from './open-gateway.ts'
import { sayFailure } from './say-failure.ts'
import type { PolledSource } from './settings/source.ts'
import { sendAttachments, sendWaiting } from './submit/send.ts'
import { takePolled } from './take-polled.ts'
import { listLateRefusals, moveFile, takeFolder, type ReadFile } from './take-folder.ts'
import { CannotSeal } from './take-rows.ts'
import { writeTo, type Written } from './write-back/write-back.ts'

/** What one round did. */
export type Pass = {
  rows: number
  recorded: number
  refused: number
  /** The rows that the hub refused. */
  refusedIn: Origin[]
  received: number
  written: number
  /** The hub could not be reached. */
  isCutOff: boolean
  troubles: string[]
}

export const nothingDone: Pass = {
  rows: 0,
  recorded: 0,
  refused: 0,
  refusedIn: [],
  received: 0,
  written: 0,
  isCutOff: false,
  troubles: [],
}

/** One round: collect → map → seal → submit, then read the inbox and write back. `wait` is how many seconds it may wait for the inbox. */
export async function pass(gateway: Gateway, wait: number): Promise<Pass> {
  const done: Pass = { ...nothingDone, refusedIn: [], troubles: [] }
  const read = await collect(gateway, done)
  await send(gateway, done)
  for (const file of read) await moveFile(file, gateway).catch((error: unknown) => sayFileTrouble(error, gateway, done))
  await listLateRefusals(done.refusedIn, read, gateway)
  if (!done.isCutOff) await receive(gateway, done, wait)
  await writeBack(gateway, done)
  return done
}

async function collect(gateway: Gateway, done: Pass): Promise<ReadFile[]> {
  const read: ReadFile[] = []
  for (const source of gateway.config.sources) {
    try {
      if (source.kind === 'folder') read.push(...(await takeFolder(source, gateway, () => send(gateway, done))))
      else await collectPolled(source, gateway, done)
    } catch (error) {
      if (error instanceof CannotSeal) trouble(gateway, done, error.failure)
      else sayFileTrouble(error, gateway, done)
    }
  }
  for (const { tally } of read) done.rows += tally.rows
  return read
}

async function collectPolled(source: PolledSource, gateway: Gateway, done: Pass): Promise<void> {
  const tally = await takePolled(source, gateway, () => send(gateway, done))
  if (tally === undefined) done.troubles.push(source.name)
  // Rows of the overlap come again and again; only what is new is worth another look at once.
  else done.rows += tally.taken + tally.changed
}

async function send(gateway: Gateway, done: Pass): Promise<void> {
  // A hub that did not answer just now is not waited for again with every thousand rows.
  if (done.isCutOff) return
  const { node, ledger, signal } = gateway
  const sent = await sendWaiting(node, ledger, signal)
  done.recorded += sent.recorded
  done.refused += sent.refused
  done.refusedIn.push(...sent.refusedIn)
  const failure = sent.failure ?? (await sendAttachments(node, ledger))
  if (failure) trouble(gateway, done, failure)
}

const inboxPage = 500

/** Read what the inbox has; where it has nothing, wait for it. */
async function receive(gateway: Gateway, done: Pass, wait: number): Promise<void> {
  const { node, ledger, signal } = gateway
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const after = Number(ledger.fact('inbox') ?? -1)
    const page = await node.inbox.read({ after, limit: inboxPage, wait: isFirst ? wait : 0, signal })
    if (!page.ok) return trouble(gateway, done, page.failure)
    const events = page.value.events.filter(({ position }) => position > after)
    if (page.value.next > after) ledger.keepEvents(events, page.value.next)
    done.received += events.length
    if (events.length < inboxPage) return
  }
}

async function writeBack(gateway: Gateway, done: Pass): Promise<void> {
  for (const target of gateway.config.writeBack) {
    const written = await writeTo(target, gateway)
    done.written += written.events
    sayWritten(gateway, written)
    if (written.trouble !== undefined) done.troubles.push(`${written.target}: ${written.trouble}`)
  }
}

function sayWritten({ say }: Gateway, { target, events, files, trouble: why }: Written): void {
  const where = files.length > 0 ? [...new Set(files)].join('、') : target
  if (events > 0) say(`回流 ${events} 个事件 → ${where}`, `${events} events written back → ${where}`)
  if (why !== undefined)
    say(`回流暂停，稍后再试：${target}：${why}`, `writing back waits and is tried again: ${target}: ${why}`)
}

function trouble({ say, config }: Gateway, done: Pass, failure: Failure): void {
  if (failure.kind === 'stopped') return
  if (failure.kind === 'unreachable') done.isCutOff = true
  const said = sayFailure(failure, config.language)
  if (done.troubles.includes(said)) return
  done.troubles.push(said)
  say(said, said)
}

/** A file that was taken away, is held open elsewhere, or may not be read is looked at again in the next round. */
function sayFileTrouble(error: unknown, { say }: Gateway, done: Pass): void {
  if (!(error instanceof Error) || !('syscall' in error)) throw error
  done.troubles.push(error.message)
  say(`文件暂时不能读取或移动，稍后再试：${error.message}`, `a file cannot be read or moved just now: ${error.message}`)
}
