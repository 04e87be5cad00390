import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Parser } from '@asyncapi/parser'
import { describe, expect, test } from 'vitest'
import { eventTypeNames } from '../src/index.ts'
import { schemasFolder } from './examples-on-disk.ts'

const asyncApi = `${schemasFolder}asyncapi.json`
const openApi = `${schemasFolder}openapi.json`

describe('the AsyncAPI document', () => {
  test('passes the parser of its own project without a fault, and holds every event twice', async () => {
    const { document, diagnostics } = await new Parser().parse(readFileSync(asyncApi, 'utf8'))
    const faults = diagnostics
      .filter((found) => found.severity < 2)
      .map((found) => `${found.path.join('/')}: ${found.message}`)
    expect(faults).toEqual([])
    expect(document?.components().messages().all().length).toBe(eventTypeNames.length * 2)
    expect(
      document
        ?.channels()
        .all()
        .map((channel) => channel.id())
        .toSorted(),
    ).toEqual(['eventStream', 'inboxEventStream', 'inboxStream', 'inquiryStream', 'webhook'])
  }, 60_000)

  test('is refused by that parser when a message names a schema that is not there', async () => {
    const broken = readFileSync(asyncApi, 'utf8').replace(
      '"#/components/schemas/case.submitted"',
      '"#/components/schemas/nowhere"',
    )
    const { diagnostics } = await new Parser().parse(broken)
    expect(diagnostics.some((found) => found.severity === 0)).toBe(true)
  }, 60_000)
})

describe.runIf(existsSync(openApi))('the OpenAPI document', () => {
  test('passes the linter of its ecosystem without an error', async () => {
    const { stdout } = await lint(openApi)
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      totals: { errors: number }
      problems: { severity: string; message: string }[]
    }
    expect(report.problems.filter((found) => found.severity === 'error').map((found) => found.message)).toEqual([])
    expect(report.totals.errors).toBe(0)
  }, 120_000)
})

/** The linter's report as JSON; its exit code says only that there are errors. */
async function lint(path: string): Promise<{ stdout: string }> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const run = promisify(execFile)(process.execPath, [cli, 'lint', path, '--format=json', '--extends=spec'], {
    env,
    maxBuffer: 2 ** 26,
  })
  return run.catch((failed: { stdout: string }) => failed)
}
