import { fileURLToPath } from 'node:url'
import { differences, write } from './generated-file.ts'
import { generatedFiles, generatedFolders } from './generated-files.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const files = await generatedFiles()

if (process.argv.includes('--check')) {
  const found = differences(root, files, generatedFolders)
  for (const difference of found) console.error(difference)
  if (found.length > 0) console.error(`${found.length} generated files are not current: run the script "generate"`)
  process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0
} else {
  write(root, files, generatedFolders)
  console.log(`${files.length} files generated`)
}
