import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Are there known vulnerabilities, high or critical, in what the hub runs on? Asked of the registry that packages come
 * from; one that answers no such question leaves the dependencies unaudited, which is said and fails nothing.
 */
const { stdout, stderr, error } = spawnSync('npx', ['-y', 'pnpm@12', 'audit', '--prod', '--json'], {
  cwd: join(import.meta.dirname, '../..'),
  encoding: 'utf8',
  timeout: 60_000,
})
const counts = countsIn(stdout)
if (!counts) {
  const reason = /responded with (\d{3})/.exec(`${stdout}${stderr}`)?.[0] ?? error?.message ?? 'no answer'
  console.log(`not audited: the registry's audit endpoint ${reason}`)
} else {
  const grave = (counts['high'] ?? 0) + (counts['critical'] ?? 0)
  console.log(`audited: ${JSON.stringify(counts)}`)
  if (grave > 0) process.exitCode = 1
}

function countsIn(text: string): Record<string, number> | undefined {
  try {
    const report = JSON.parse(text) as { metadata?: { vulnerabilities?: Record<string, number> } }
    return report.metadata?.vulnerabilities
  } catch {
    return undefined
  }
}
