import { execFileSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/**
 * The command line that runs a PostgreSQL program as somebody other than root (it refuses to run as root) and, on
 * Linux, lets it end with its parent (`PR_SET_PDEATHSIG`). Root without user namespaces falls back to the uid of
 * `nobody`, who is then given the paths in `owns`.
 */
export function asDatabaseUser(
  program: string,
  args: string[],
  { owns = [] as string[] } = {},
): [command: string, args: string[]] {
  if (process.platform !== 'linux') return [program, args]
  const tied = ['--pdeathsig', 'INT', program, ...args]
  if (process.getuid?.() !== 0)
    return available('setpriv', ['--pdeathsig', 'INT', 'true']) ? ['setpriv', tied] : [program, args]
  const namespace = ['--user', '--map-user=1000', '--map-group=1000', 'setpriv']
  if (available('unshare', [...namespace, 'true'])) return ['unshare', [...namespace, ...tied]]
  for (const path of owns) chownSync(path, nobody, nobody)
  return ['setpriv', ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', ...tied]]
}

const nobody = 65534
const answers = new Map<string, boolean>()

function available(command: string, args: string[]): boolean {
  const known = answers.get(command)
  if (known !== undefined) return known
  let works = true
  try {
    execFileSync(command, args, { stdio: 'ignore' })
  } catch {
    works = false
  }
  answers.set(command, works)
  return works
}
