import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { createNode } from '@inquiry/client'
import { NodeId } from '@inquiry/schema'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { keysIn } from '../keys.ts'
import { GatewayStopped } from '../open-gateway.ts'
import { sayFailure } from '../say-failure.ts'
import { exampleConfiguration, exampleKinds, type ExampleKind } from './example.ts'
import { configFile, withPlace, type Place } from './settings.ts'

type Options = Place & { hub?: string; node?: string; code?: string; source: ExampleKind; contact?: string }

/** `gateway init`: make the keys, enrol, and write a configuration to start from. */
export function initCommand(): Command {
  return withPlace(
    new Command('init').description('make the keys, enrol with the one-time code, write gateway.yaml 接入'),
  )
    .option('--hub <url>', 'address of the hub 枢纽地址')
    .option('--node <nodeId>', 'node id that the province gave, such as 440100 节点代码')
    .option('--code <code>', 'one-time enrolment code 接入码')
    .option('--contact <text>', 'who to call 联系人')
    .addOption(new Option('--source <kind>', 'what the example is for 来源').choices(exampleKinds).default('excel'))
    .action(init)
}

async function init(options: Options): Promise<void> {
  const file = configFile(options)
  const known = existsSync(file) ? readConfig(file) : undefined
  const hub = options.hub ?? known?.hub ?? (await ask('枢纽地址 hub (https://…): '))
  const nodeId = options.node ?? known?.node ?? (await ask('节点代码 node id (440100): '))
  const code = (options.code ?? (await ask('接入码 enrolment code: '))).trim()
  if (!URL.canParse(hub)) throw new GatewayStopped(`${hub} 不是网址 is no address. 例 Example: https://hub.example`)
  if (!NodeId.safeParse(nodeId).success)
    throw new GatewayStopped(`${nodeId} 不是节点代码 is no node id. 例 Example: 440100, 440106-cg`)
  await enrol(known?.state ?? join(options.folder, 'state'), hub, nodeId, code, options.contact)
  if (known) console.log(`${file} 保持不变 is left as it is.`)
  else writeConfiguration(file, hub, nodeId, options)
  console.log('下一步 next: gateway check')
}

async function enrol(
  state: string,
  hubUrl: string,
  nodeId: string,
  code: string,
  contact: string | undefined,
): Promise<void> {
  const { signing, encryption } = keysIn(state)
  const node = createNode({
    hubUrl,
    nodeId,
    key: signing,
    encryptionKey: encryption,
    store: join(state, 'node.sqlite'),
  })
  try {
    const enrolled = await node.enrol(code, contact === undefined ? {} : { contact })
    if (!enrolled.ok) throw new GatewayStopped(sayFailure(enrolled.failure, 'zh'))
    console.log(`已接入 enrolled ${enrolled.value.nodeId}，密钥 key ${enrolled.value.kid}`)
    console.log(`私钥在 keys are in ${state}：请备份，勿外传 back them up, show them to nobody`)
  } finally {
    node.close()
  }
}

function writeConfiguration(file: string, hub: string, node: string, { source, folder }: Options): void {
  writeFileSync(file, exampleConfiguration(hub, node, source))
  const config = readConfig(file)
  for (const one of config.sources) if (one.kind === 'folder') mkdirSync(one.folder, { recursive: true })
  console.log(`已写好 written: ${file}；数据放入 drop your tables into ${join(folder, 'drop')}`)
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new GatewayStopped(`缺少 missing: ${question} 请用 give --hub --node --code`)
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await lines.question(question)).trim()
  } finally {
    lines.close()
  }
}
