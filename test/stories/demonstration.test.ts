import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freshDatabase } from '@inquiry/database'
import { provinceNodes } from '@inquiry/demonstration'
import type { Assessment, Assessments, Stats } from '@inquiry/schema'
import { expect, inject, onTestFinished, test } from 'vitest'
import { Coordinator } from '../province/coordinator.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../services/hub/src/main.ts')

test('the demonstration plays a province on a new hub, acts on its cases, and finds all of it the second time', async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-demonstration-'))
  onTestFinished(async () => {
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  const token = 'demonstration-story-token-0123456789'
  const env = {
    ...process.env,
    DATABASE_URL: fresh.url,
    HUB_DATA: folder,
    HUB_ADMIN_TOKEN: token,
    PORT: '0',
    PATH: '',
  }
  const demonstrate = async (): Promise<string> =>
    (await run(process.execPath, [main, 'demo', '--once', '--cases', '60'], { env })).stdout
  const first = await demonstrate()
  expect(first).toContain(`${provinceNodes.length} nodes enrol`)
  const played = Number(/^(\d+) cases in /m.exec(first)?.[1])
  expect(played).toBeGreaterThanOrEqual(60)
  expect(first).toContain('督办 supervision')
  expect(first).not.toContain('refused;')
  const before = await startedAgain(env)
  const found = `Found the province of an earlier start: ${provinceNodes.length} nodes, ${played} cases,`
  try {
    const coordinator = new Coordinator(before.url, token)
    const { rows } = await coordinator.ok<Stats>('GET', '/v1/stats/cases?groupBy=status')
    const statuses = Object.fromEntries(rows.map(({ status, count }) => [String(status), count]))
    for (const status of ['assigned', 'accepted', 'in-progress', 'replied', 'closed'])
      expect(statuses).toHaveProperty(status, expect.any(Number))
    const { totals } = await coordinator.ok<Stats>('GET', '/v1/stats/cases?measures=count,satisfaction')
    expect(totals.satisfaction).toEqual(expect.any(Number))
    const { months } = await coordinator.ok<Assessments>('GET', '/v1/assessments')
    const { nodes } = await coordinator.ok<Assessment>('GET', `/v1/assessments/${months[0]?.month}`)
    const replied = nodes.flatMap(({ indicators }) => indicators.filter(({ id }) => id === 'reply-on-time'))
    expect(replied.reduce((sum, { numerator }) => sum + numerator, 0)).toBeGreaterThan(10)
  } finally {
    await before.stop()
  }
  expect(before.said).toContain(found)
  // What a start finds is what the one before it found, to the position: nobody acted again.
  const line = (said: string): string => said.split('\n').find((one) => one.startsWith(found)) ?? ''
  expect(line(await demonstrate())).toBe(line(before.said))
}, 90_000)

/** A start that stays up: where it is, and what it said until then. */
async function startedAgain(env: NodeJS.ProcessEnv): Promise<{ url: string; said: string; stop: () => Promise<void> }> {
  const hub = spawn(process.execPath, [main, 'demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(hub, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    hub.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('The hub stays up')) resolve()
    })
    hub.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${said}`)))
  })
  const url = /^hub ready at (\S+)/m.exec(said)?.[1] ?? ''
  return {
    url,
    said,
    async stop() {
      hub.kill('SIGTERM')
      await ended
    },
  }
}
