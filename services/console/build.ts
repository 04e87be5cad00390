import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, glob, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const run = promisify(execFile)
const consoleFolder = import.meta.dirname
const distFolder = join(consoleFolder, 'dist')
/** Names the sources that the pages were made of: times of files say nothing after a checkout. */
const markName = '.sources'
const sourcePatterns = [
  'build.ts',
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

/**
 * Build into a folder of its own, so that nobody is ever served half of a build, and in a process of its own, so that
 * the one that asks keeps its memory and its NODE_ENV.
 */
async function build(sources: string): Promise<string> {
  const fresh = await mkdtemp(join(consoleFolder, 'node_modules/.dist-'))
  const vite = join(createRequire(import.meta.url).resolve('vite/package.json'), '../bin/vite.js')
  const parameters = [vite, 'build', '--outDir', fresh, '--logLevel', 'error']
  await run(process.execPath, parameters, { cwd: consoleFolder, env: { ...process.env, NODE_ENV: 'production' } })
  await compressTexts(fresh)
  await writeFile(join(fresh, markName), sources)
  await chmod(fresh, 0o755)
  return fresh
}

/** `x.js.gz` beside each `x.js`, for a server that can send what is compressed already. */
async function compressTexts(folder: string): Promise<void> {
  for await (const path of glob('assets/*.{js,css}', { cwd: folder })) {
    const file = join(folder, path)
    await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }))
  }
}

/** Where another process puts its build in place at the same instant, one of the two stands; both are the same. */
async function putInPlace(fresh: string): Promise<void> {
  const former = `${fresh}-former`
  await rename(distFolder, former).catch(unless('ENOENT'))
  await rename(fresh, distFolder).catch(unless('ENOTEMPTY', 'EEXIST'))
  await Promise.all([former, fresh].map((folder) => rm(folder, { recursive: true, force: true })))
}

/** Passes over the named failures and throws any other. */
function unless(...codes: string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
}
