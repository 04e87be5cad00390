import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, glob, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const consoleFolder = import.meta.dirname
const distFolder = join(consoleFolder, 'dist')
/** Names the sources that the pages were made of: times of files say nothing after a checkout. */
const markName = '.sources'
const sourcePatterns = [
  'index.html',
  'package.json',
  'vite.config.ts',
  'public/**/*',
  'src/**/*',
  '../../packages/schema/src/**/*',
]

let running: Promise<string> | undefined

/**
 * The absolute path of the console's built pages, to be served under `/console/`. They are built (some seconds) where
 * none are there or the sources have changed since; several processes may ask at once. Throws what the build throws.
 */
export function ensureConsoleBuilt(): Promise<string> {
  running ??= buildIfChanged().finally(() => (running = undefined))
  return running
}

async function buildIfChanged(): Promise<string> {
  const sources = await sourceDigest()
  if ((await builtFrom()) === sources) return distFolder
  const fresh = await build(sources)
  if ((await builtFrom()) === sources) await rm(fresh, { recursive: true })
  else await putInPlace(fresh)
  return distFolder
}

/** SHA-256 over names and bytes of everything that the pages are made of. */
async function sourceDigest(): Promise<string> {
  const paths: string[] = []
  for await (const file of glob(sourcePatterns, { cwd: consoleFolder, withFileTypes: true }))
    if (file.isFile()) paths.push(join(file.parentPath, file.name))
  const digest = createHash('sha256')
  for (const path of paths.toSorted()) digest.update(path.slice(consoleFolder.length)).update(await readFile(path))
  return digest.digest('hex')
}

async function builtFrom(): Promise<string | undefined> {
  const mark = join(distFolder, markName)
  return existsSync(mark) ? readFile(mark, 'utf8') : undefined
}

/** Build into a folder beside `dist`, so that nobody is ever served half of a build. */
async function build(sources: string): Promise<string> {
  const fresh = await mkdtemp(`${distFolder}-`)
  const { build: viteBuild } = await import('vite')
  await viteBuild({ configFile: join(consoleFolder, 'vite.config.ts'), logLevel: 'error', build: { outDir: fresh } })
  await writeFile(join(fresh, markName), sources)
  await chmod(fresh, 0o755)
  return fresh
}

async function putInPlace(fresh: string): Promise<void> {
  const former = `${fresh}-former`
  if (existsSync(distFolder)) await rename(distFolder, former)
  await rename(fresh, distFolder)
  await rm(former, { recursive: true, force: true })
}
