import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, startHub } from '@inquiry/hub'
import { differences, jsonFile, write, type GeneratedFile } from '../packages/schema/scripts/generated-file.ts'
import { generatedFiles, generatedFolders } from '../packages/schema/scripts/generated-files.ts'
import { processFiles } from './documents/process-pages.ts'

/**
 * Everything that is made from something else: the files of the contract, the pages of processes that a table makes, and
 * the OpenAPI document of a hub that runs in test mode, so that nothing is left out. With `--check` nothing is written, and what is not current is named.
 */
const root = join(import.meta.dirname, '..')
const files = [...(await generatedFiles()), ...processFiles(), await openApiFile()]

if (process.argv.includes('--check')) {
  const found = differences(root, files, generatedFolders)
  for (const difference of found) console.error(difference)
  if (found.length > 0) console.error(`${found.length} generated files are not current: run the script "generate"`)
  process.exitCode = found.length > 0 ? 1 : 0
} else {
  write(root, files, generatedFolders)
  console.log(`${files.length} files generated`)
}

async function openApiFile(): Promise<GeneratedFile> {
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-openapi-'))
  const settings = { PORT: '0', HUB_DATA: folder, HUB_TEST_MODE: '1', HUB_LOG_LEVEL: 'silent', PATH: '' }
  const hub = await startHub(readConfig({}, settings))
  try {
    const answer = await fetch(`${hub.url}/openapi.json`)
    return jsonFile('schemas/openapi.json', await answer.json())
  } finally {
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
