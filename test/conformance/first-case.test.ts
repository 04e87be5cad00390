import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freshDatabase, type FreshDatabase } from '@inquiry/database'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/first-case.md'), 'utf8')

/** The blocks of a language in the order of the page. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1] ?? '')

const [serve = '', addNode = '', install = '', runAlone = '', runClient = ''] = blocks('sh').map((block) =>
  block.trim(),
)
const [aloneProgram = '', clientProgram = ''] = blocks('js')
const [aloneSays = '', clientSays = ''] = blocks('text')

let database: FreshDatabase
let work: string
let hub: ChildProcess
let hubUrl: string
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'))
  work = mkdtempSync(join(tmpdir(), 'first-case-'))
  environment = { PORT: '0', HUB_DATA: join(work, 'hub'), DATABASE_URL: database.url, PATH: '' }
  const { program, args } = asProgram(serve)
  hub = spawn(program, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  hubUrl = await said(hub, /hub ready at (\S+)/)
})

afterAll(async () => {
  const ended = new Promise((resolve) => hub.once('exit', resolve))
  hub.kill('SIGTERM')
  await ended
  await database.drop()
  rmSync(work, { recursive: true, force: true })
})

test('the page has the blocks that are run here', () => {
  expect([serve, addNode, install]).toEqual([
    expect.stringMatching(/ hub serve$/),
    expect.stringMatching(/ hub node add 440100 /),
    'npm install jose',
  ])
  expect(aloneProgram.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(63)
})

describe('a platform that knows only the standard and has only jose', () => {
  test('enrols, submits a case, verifies its receipt and reads its inbox as the page says; and once more with the key it has', async () => {
    const folder = folderWith('alone', { jose: packageFolder('jose') })
    writeFileSync(join(folder, 'first-case.mjs'), aloneProgram)
    const settings = { HUB: hubUrl, NODE_ID: '440100', CODE: await codeFrom(addNode) }
    const first = await run(runAlone, folder, settings)
    expect(lines(first)).toEqual(lines(aloneSays).map(likeness))
    const again = await run(runAlone, folder, settings)
    expect(again).not.toContain('with key')
    expect(again).toContain('receipt proves envelope 2')
    expect(/recorded as case (\S+),/.exec(again)?.[1]).not.toBe(/recorded as case (\S+),/.exec(first)?.[1])
  })

  test('is told what is wrong with a message where the page says so', async () => {
    const folder = folderWith('wrong', { jose: packageFolder('jose') })
    const wrong = aloneProgram
      .replace("'440106'", "'999999'")
      .replace('const hubKeys', 'console.log(JSON.stringify(results))\nconst hubKeys')
    expect(wrong).not.toBe(aloneProgram)
    writeFileSync(join(folder, 'first-case.mjs'), wrong.replace('!assigned;', 'false;'))
    const code = await codeFrom('npx -y pnpm@12 hub node add 440200 韶关市网络问政平台')
    const output = await run(runAlone, folder, { HUB: hubUrl, NODE_ID: '440200', CODE: code })
    expect(output).toContain('"pointer":"/messages/0/data/division"')
  })
})

describe('a platform that uses the client package', () => {
  test('does the same as the page says', async () => {
    const folder = folderWith('client', {
      '@inquiry/client': join(root, 'packages/client'),
      '@inquiry/envelope': join(root, 'packages/envelope'),
    })
    writeFileSync(join(folder, 'client-case.mjs'), clientProgram)
    const [printed = ''] = /npx [^`]*440300 [^`]*/.exec(page) ?? []
    const settings = { HUB: hubUrl, NODE_ID: '440300', CODE: await codeFrom(printed) }
    expect(lines(await run(runClient, folder, settings))).toEqual(lines(clientSays).map(likeness))
  })
})

/** The script `hub` of the repository, called without the package manager, which would look whether to install. */
function asProgram(command: string): { program: string; args: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { hub: string } }
  const [, node = ''] = /^exec node (.+)$/.exec(scripts.hub) ?? []
  const [, args = ''] = /^npx -y pnpm@12 hub (.+)$/.exec(command) ?? []
  return { program: process.execPath, args: [...node.split(' '), ...args.split(' ')] }
}

async function codeFrom(command: string): Promise<string> {
  const { program, args } = asProgram(command)
  const { stdout } = await promisify(execFile)(program, args, { cwd: root, env: environment })
  return /enrolment code (\w+)/.exec(stdout)?.[1] ?? ''
}

/** A folder outside the workspace, where nothing but these packages can be found. */
function folderWith(name: string, packages: Record<string, string>): string {
  for (const [dependency, target] of Object.entries(packages)) {
    const place = join(work, name, 'node_modules', dependency)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(realpathSync(target), place)
  }
  return join(work, name)
}

function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
}

async function run(command: string, cwd: string, settings: Record<string, string>): Promise<string> {
  const [program = '', ...args] = command.split(' ')
  expect(program).toBe('node')
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env: settings, timeout: 25_000 })
  return stdout
}

function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('exit', () => reject(new Error(`ended early: ${text}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = pattern.exec((text += chunk.toString()))
      if (found) resolve(found[1] ?? '')
    })
  })
}

function lines(text: string): string[] {
  return text.trim().split('\n')
}

/** A printed line, with any text for its `…`. */
function likeness(line: string): unknown {
  const parts = line.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return expect.stringMatching(new RegExp(`^${parts.join('.+')}$`))
}
