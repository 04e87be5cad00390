import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

/** How far the readers of the log stand behind intake when the processor is short (nice value, 0–19). */
const niceness = 10

/**
 * Let this thread give way to others when the processor is short: what follows the log can catch up, who sends a case
 * waits for the answer. Linux only; elsewhere nothing changes.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
  setPriority(thread, niceness)
}
