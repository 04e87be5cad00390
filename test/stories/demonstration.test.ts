import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freshDatabase } from '@inquiry/database'
import { provinceNodes } from '@inquiry/demonstration'
import { expect, inject, onTestFinished, test } from 'vitest'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../services/hub/src/main.ts')

test('the demonstration plays a province on a new hub, and finds it again the second time', async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-demonstration-'))
  onTestFinished(async () => {
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  const env = { ...process.env, DATABASE_URL: fresh.url, HUB_DATA: folder, PORT: '0', PATH: '' }
  const demonstrate = async (): Promise<string> =>
    (await run(process.execPath, [main, 'demo', '--once', '--cases', '60'], { env })).stdout
  const first = await demonstrate()
  expect(first).toContain(`${provinceNodes.length} nodes enrol`)
  const played = Number(/^(\d+) cases in /m.exec(first)?.[1])
  expect(played).toBeGreaterThanOrEqual(60)
  expect(await demonstrate()).toContain(
    `Found the province of an earlier start: ${provinceNodes.length} nodes, ${played} cases,`,
  )
}, 60_000)
