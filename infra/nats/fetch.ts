import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The release that tests run against: it has `sync_interval: always` and no purge across accounts (CVE-2025-30215). */
const wanted = '2.10'
const cached = join(import.meta.dirname, '../../.cache/nats/nats-server')

/**
 * The path of a nats-server with JetStream: NATS_SERVER, the cached one, one on the PATH, or Debian's package unpacked
 * beside the system (nothing is installed). Says on standard error what it takes.
 */
export function findNatsServer({ fetch = true } = {}): string | undefined {
  const given = process.env['NATS_SERVER']
  if (given) return given
  if (existsSync(cached)) return cached
  const onPath = whichServer()
  if (onPath) return onPath
  return fetch ? fetchNatsServer() : undefined
}

function whichServer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'nats-server')).find((path) => existsSync(path))
}

/** Debian trixie's package runs on bookworm (it needs libc6 ≥ 2.34 only); the host's own suite is the second choice. */
function fetchNatsServer(): string | undefined {
  for (const suite of ['trixie', undefined]) {
    const folder = mkdtempSync(join(tmpdir(), 'nats-fetch-'))
    try {
      unpack(folder, suite)
      mkdirSync(join(cached, '..'), { recursive: true })
      renameSync(join(folder, 'root/usr/sbin/nats-server'), `${cached}.new`)
      renameSync(`${cached}.new`, cached)
      const version = execFileSync(cached, ['--version'], { encoding: 'utf8' }).trim()
      console.error(`fetched ${version}${version.includes(wanted) ? '' : ` (tests prefer ${wanted})`}`)
      return cached
    } catch (error) {
      console.error(
        `nats-server of ${suite ?? 'this Debian'} could not be fetched: ${String((error as Error).message).split('\n')[0]}`,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return undefined
}

function unpack(folder: string, suite: string | undefined): void {
  const options = suite ? aptOptions(folder, suite) : []
  const run = (command: string, args: string[]): void =>
    void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  run('apt-get', [...options, 'update'])
  run('apt-get', [...options, 'download', 'nats-server'])
  const file = readdirSync(folder).find((name) => name.startsWith('nats-server_'))
  if (!file) throw new Error('apt-get downloaded nothing')
  run('dpkg-deb', ['-x', file, 'root'])
}

/** An apt of its own in the folder, which reads the host's mirror for another suite and leaves the system untouched. */
function aptOptions(folder: string, suite: string): string[] {
  for (const name of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, name), { recursive: true })
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  writeFileSync(join(folder, 'sources.list'), `deb [signed-by=${keyring}] ${hostMirror()} ${suite} main\n`)
  const settings = {
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** The Debian mirror that this host is set to use. */
function hostMirror(): string {
  const files = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].filter((path) => existsSync(path))
  for (const file of files) {
    const found = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(\S+\/debian)\/?(?:\s|$)/m.exec(readFileSync(file, 'utf8'))
    if (found?.[1]) return found[1]
  }
  throw new Error('no Debian mirror is set on this host')
}
