import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A check of the whole tree: what it shows, and the command that shows it. */
type Check = { name: string; command: string; args: string[] }

const bin = (name: string): string => join('node_modules/.bin', name)

const checks: Check[] = [
  { name: 'types', command: bin('tsc'), args: ['-p', 'tsconfig.json', '--noEmit'] },
  { name: 'console types', command: bin('tsc'), args: ['-p', 'services/console/tsconfig.json', '--noEmit'] },
  { name: 'lint', command: bin('oxlint'), args: ['--deny-warnings'] },
  { name: 'format', command: bin('oxfmt'), args: ['--check', '.'] },
  { name: 'unused code', command: bin('knip'), args: [] },
  { name: 'known vulnerabilities', command: bin('node'), args: ['test/structure/audit.ts'] },
  { name: 'generated files', command: bin('node'), args: ['test/generate.ts', '--check'] },
]

/** Run every check; each prints one line, and what it found where it fails. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const check of checks) {
    const started = performance.now()
    const { code, output } = await run(check)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const said = /^not audited.*/m.exec(output)?.[0]
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name}${said === undefined ? '' : `, ${said}`} (${seconds} s)`)
    if (code !== 0) {
      failed += 1
      console.log(output)
    }
  }
  return { passed: checks.length - failed, failed }
}

function run({ command, args }: Check): Promise<{ code: number; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>()
  const child = spawn(command, args, { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.once('error', (error) => resolve({ code: 1, output: String(error) }))
  child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  return promise
}
