import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/**
 * The path of a Chromium for the browser tests: CHROMIUM, one on the PATH, or Debian's package, installed by apt-get
 * where this runs as root. Throws with what to do where there is none.
 */
export function findChromium(): string {
  const found = process.env['CHROMIUM'] || onPath() || installed()
  if (found) return found
  throw new Error(
    'There is no Chromium for the browser tests: install one (Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path.',
  )
}

function onPath(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}

/** Debian's package with a font that has Chinese; says on standard error that it takes a while. */
function installed(): string | undefined {
  if (process.getuid?.() !== 0) return undefined
  console.error('no Chromium on the PATH: apt-get installs chromium and fonts-noto-cjk')
  try {
    apt('update')
    apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  } catch (error) {
    console.error(`apt-get could not: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
  return onPath()
}

function apt(...parameters: string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['-qq', ...parameters], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
}
