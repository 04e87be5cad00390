import { DatabaseUnavailable } from '@inquiry/database'
import { WrongMasterKey } from '@inquiry/registry'
import { BadSetting } from '../config.ts'
import { DownloadFailed } from '../log-copy/download.client.ts'
import { MalformedExport } from '../log-copy/export-file.ts'

/** A command that cannot do what was asked; its message is the one line that is printed. */
export class CommandFailed extends Error {
  override name = 'CommandFailed'
}

const oneLine = [BadSetting, CommandFailed, DatabaseUnavailable, DownloadFailed, MalformedExport, WrongMasterKey]

/** End the process: what the user can mend is one line, everything else keeps its stack. */
export function endWithOneLine(error: unknown): void {
  const known = oneLine.some((kind) => error instanceof kind)
  const message = known || isInUse(error) ? explained(error as NodeJS.ErrnoException) : error
  console.error(message)
  process.exitCode = 1
}

function isInUse(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return code === 'EADDRINUSE' || code === 'EACCES' || code === 'ECONNREFUSED'
}

function explained(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE') return `Port ${error.port} is in use: choose another with --port or PORT.`
  if (error.code === 'ECONNREFUSED') return `Nothing answers at ${error.message.replace(/^connect ECONNREFUSED /, '')}.`
  return error.message
}
