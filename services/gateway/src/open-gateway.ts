import { join } from 'node:path'
import { createNode, type ExchangeNode } from '@inquiry/client'
import type { Config } from './config.ts'
import { hasKeys, keysIn } from './keys.ts'
import { Ledger } from './ledger/ledger.query.ts'

/** A gateway at work: its node, its ledger, and how it speaks to the person who reads its output. */
export type Gateway = {
  config: Config
  node: ExchangeNode
  ledger: Ledger
  signal: AbortSignal
  /** Writes one line, in the language of the configuration. */
  say: (zh: string, en: string) => void
  /** Whether a bar may be drawn. */
  isTerminal: boolean
}

/** Something that the person at the command line can mend; its message is what is printed. */
export class GatewayStopped extends Error {
  override name = 'GatewayStopped'
}

/** Open keys, node and ledger. Throws GatewayStopped where there is no key yet, or another gateway runs here. */
export function openGateway(config: Config, signal: AbortSignal): Gateway {
  const say = speaker(config.language)
  if (!hasKeys(config.state))
    throw new GatewayStopped(
      pick(
        config.language,
        `${config.state} 中没有密钥：先运行 gateway init。`,
        `There is no key in ${config.state}: run \`gateway init\` first.`,
      ),
    )
  const keys = keysIn(config.state)
  try {
    const node = createNode({
      hubUrl: config.hub,
      nodeId: config.node,
      key: keys.signing,
      encryptionKey: keys.encryption,
      store: join(config.state, 'node.sqlite'),
      // Every round tries again; one need not wait long.
      patience: { giveUpAfterMs: 20_000 },
    })
    const ledger = new Ledger(join(config.state, 'gateway.sqlite'))
    return { config, node, ledger, signal, say, isTerminal: process.stdout.isTTY }
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('locked')) throw error
    throw new GatewayStopped(
      pick(config.language, `${config.state} 正被另一个网关使用。`, `Another gateway is at work in ${config.state}.`),
    )
  }
}

export function closeGateway({ node, ledger }: Gateway): void {
  node.close()
  ledger.close()
}

/** Of two sentences the one in the language. */
export function pick(language: 'zh' | 'en', zh: string, en: string): string {
  return language === 'zh' ? zh : en
}

function speaker(language: 'zh' | 'en'): Gateway['say'] {
  return (zh, en) => {
    const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    console.log(`${time} ${pick(language, zh, en)}`)
  }
}
