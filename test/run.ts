import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findNatsServer } from '../infra/nats/fetch.ts'
import { findChromium } from './setup/chromium.ts'
import { runChecks } from './structure/checks.ts'

/** What vitest reports of a run, as far as it is counted here. */
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/**
 * The whole test run: fetch what the tests need, check types, lint, format, unused code and generated files, then run
 * every test. Ends with one plain line. Arguments go to vitest; with any, the checks are left out.
 */
async function main(filters: string[]): Promise<void> {
  const nats = findNatsServer()
  if (!nats)
    throw new Error('There is no nats-server and none could be fetched: install one, or set NATS_SERVER to its path.')
  const chromium = findChromium()
  const checks = filters.length > 0 ? { passed: 0, failed: 0 } : await runChecks()
  const tests = await runVitest(filters, { NATS_SERVER: nats, CHROMIUM: chromium })
  const failed = checks.failed + tests.failed
  console.log(`${checks.passed + tests.passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function runVitest(
  filters: string[],
  environment: Record<string, string>,
): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-report-'))
  const file = join(folder, 'report.json')
  const args = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters]
  const code = await run('node_modules/.bin/vitest', args.slice(1), environment)
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    // A file that could not be loaded has no tests to fail: it counts as one.
    const broken = report.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    ).length
    const failed = report.numFailedTests + broken
    return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command: string, args: string[], environment: Record<string, string>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    cwd: join(import.meta.dirname, '..'),
  })
  child.once('exit', (code) => resolve(code ?? 1))
  child.once('error', () => resolve(1))
  return promise
}

await main(process.argv.slice(2))
