import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareTemplate, startEmbeddedPostgres } from '@inquiry/database'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole run: the one of TEST_DATABASE_URL, or an embedded one in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env['TEST_DATABASE_URL']
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-test-'))
  const server = outside ? undefined : await startEmbeddedPostgres(join(folder, 'postgres'))
  const url = outside ?? server?.url ?? ''
  await prepareTemplate(url)
  project.provide('postgresUrl', url)
  return async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
