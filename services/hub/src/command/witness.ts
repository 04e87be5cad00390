import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportPrivateKey, generateSigningKey, importPrivateKey, signingKeyOf } from '@inquiry/envelope'
import {
  formatVkey,
  parseVkey,
  signatureTypes,
  verifierKey,
  type NoteSigner,
  type VerifierKey,
} from '@inquiry/transparency'
import { Command } from 'commander'
import { startHttpServer } from '../http-server.ts'
import { openSeenLogs } from '../witness/seen-logs.query.ts'
import { witnessRoutes } from '../witness/witness.route.ts'
import { CommandFailed } from './ending.ts'

type Options = { listen: string; trust: string[]; name: string; data: string }

/** `hub witness`: watch the logs of others and cosign what only ever grew; for whoever does not run the hub. */
export function witnessCommand(): Command {
  return new Command('witness')
    .description('cosign checkpoints of a hub’s log as an outside witness 见证')
    .requiredOption('--trust <vkey...>', 'keys of the logs to watch (log.vkey of /.well-known/inquiry-hub)')
    .requiredOption('--name <name>', 'name of this witness, such as witness.example')
    .option('--listen <host:port>', 'where to take checkpoints', '127.0.0.1:8090')
    .option('--data <folder>', 'folder of its key and memory', '.witness')
    .action(serveWitness)
}

async function serveWitness({ listen, trust, name, data }: Options): Promise<void> {
  const trusted = trust.map(trustedKey)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const signer = witnessSigner(name, join(data, 'witness.key'))
  const seen = openSeenLogs(join(data, 'seen.sqlite'))
  const [host, port] = splitAddress(listen)
  const app = witnessRoutes({ signer, trusted, seen, now: () => new Date() })
  const server = await startHttpServer(app.fetch, { host, port })
  console.log(
    `witness ready at ${server.url}; the hub names it by HUB_WITNESSES="${formatVkey(signer.key)} ${server.url}"`,
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void server.close(2_000).then(() => seen.close())
    })
  }
}

/** The witness's own key, made at first start (mode 0600). */
export function witnessSigner(name: string, file: string): NoteSigner {
  if (!existsSync(file))
    writeFileSync(file, exportPrivateKey(generateSigningKey().privateKey), { mode: 0o600, flag: 'wx' })
  const { jwk, signer } = signingKeyOf(importPrivateKey(readFileSync(file)))
  return {
    key: verifierKey(name, signatureTypes.cosignature, Buffer.from(jwk.x, 'base64url')),
    sign: async (bytes) => signer.sign(bytes),
  }
}

function trustedKey(text: string): VerifierKey {
  const key = parseVkey(text)
  if (!key) throw new CommandFailed(`${text} is no vkey: copy log.vkey of /.well-known/inquiry-hub.`)
  return key
}

function splitAddress(listen: string): [host: string, port: number] {
  const colon = listen.lastIndexOf(':')
  return [listen.slice(0, colon).replace(/^\[|\]$/g, ''), Number(listen.slice(colon + 1))]
}
