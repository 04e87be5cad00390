import {
  eventTypeNames,
  type EventType,
  eventTypes,
  messageTypeNames,
  type MessageType,
  messageTypes,
  type Sender,
  wireType,
} from '../../src/index.ts'
import { invalidEvents, invalidMessages } from '../examples/invalid.ts'
import { validEvents } from '../examples/valid-events.ts'
import { validMessages } from '../examples/valid-messages.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { eventContract, messageContract } from '../schemas/contracts.ts'
import { printSchema } from '../schemas/print.ts'
import { eventNotes } from './event-notes.ts'
import { json, list, page } from './markdown.ts'
import { membersOf, membersTable } from './members.ts'
import { messageNotes, type Note } from './message-notes.ts'

const senders: Record<Sender, Note> = {
  origin: { zh: '来源节点', en: 'the origin' },
  handler: { zh: '承办单位', en: 'the handler' },
  assist: { zh: '协办单位', en: 'an assisting node' },
  reviewer: { zh: '复查机关', en: 'the reviewing node' },
  any: { zh: '任何节点', en: 'any node' },
}

/** One page per message and event type, and the two lists of them. */
export function referencePages(): GeneratedFile[] {
  return [
    ...messageTypeNames.map(messagePage),
    ...eventTypeNames.map(eventPage),
    index(
      'messages',
      '消息 Messages',
      messageTypeNames.map((type) => [
        type,
        `${messageTypes[type].zh} ${messageTypes[type].en}`,
        senders[messageTypes[type].sender].zh,
      ]),
    ),
    index(
      'events',
      '事件 Events',
      eventTypeNames.map((type) => [type, `${eventTypes[type].zh} ${eventTypes[type].en}`, receivers(type).zh]),
    ),
  ]
}

function messagePage(type: MessageType): GeneratedFile {
  const { zh, en, sender } = messageTypes[type]
  const contract = messageContract(type)
  const value = validMessages.find((example) => example.type === type && example.name === 'full')?.value
  return page(`docs/standard/messages/${type}.md`, [
    `# \`${type}\` ${zh} · ${en}`,
    messageNotes[type].zh,
    messageNotes[type].en,
    `**发送方 sent by**：${senders[sender].zh} · ${senders[sender].en}`,
    membersTable(membersOf(printSchema(contract))),
    '## 例 Example',
    json(value),
    ...files(contract.path, invalidMessages(type).length),
  ])
}

function eventPage(type: EventType): GeneratedFile {
  const { zh, en } = eventTypes[type]
  const contract = eventContract(type)
  const value = validEvents.find((example) => example.type === type && example.name === 'full')?.value
  const members = membersOf(printSchema(contract)).filter(({ path }) => path === 'data' || path.startsWith('data.'))
  return page(`docs/standard/events/${type}.md`, [
    `# \`${wireType(type)}\` ${zh} · ${en}`,
    eventNotes[type].zh,
    eventNotes[type].en,
    `**收件 inbox of**：${receivers(type).zh} · ${receivers(type).en}`,
    `**NATS**：\`inquiry.v1.<pp>.<cc>.<dd>.${type}\`，\`inbox.v1.<nodeId>.${type}\``,
    membersTable(members),
    '## 例 Example',
    json(value),
    ...files(contract.path, invalidEvents(type).length),
  ])
}

/** Where the contract and its examples lie as files. */
function files(path: string, invalid: number): string[] {
  const name = path.replace(/\.json$/u, '')
  return [
    '## 文件 Files',
    list([
      `JSON Schema: [\`schemas/1.0/${path}\`](../../../schemas/1.0/${path})`,
      `[\`schemas/examples/valid/${name}.full.json\`](../../../schemas/examples/valid/${name}.full.json), \`${name}.minimal.json\``,
      `[\`schemas/examples/invalid/${path}\`](../../../schemas/examples/invalid/${path}): ${invalid}`,
    ]),
  ]
}

/** What passes between the hub and those who handle the case. */
const internal = new Set<EventType>([
  'case.contributed',
  'case.extension-requested',
  'case.due-soon',
  'supervision.issued',
  'supervision.answered',
  'supervision.lifted',
])
const relating = new Set<EventType>(['case.linked', 'case.unlinked', 'case.merged', 'case.split'])

/** Whose inbox the event reaches (annex A8). */
function receivers(type: EventType): Note {
  if (type.startsWith('node.')) return { zh: '该节点', en: 'the node concerned' }
  if (type.startsWith('hotspot.') || type.startsWith('hub.'))
    return { zh: '无（只在公开事件流中）', en: 'none (the public stream only)' }
  if (internal.has(type)) return { zh: '承办、协办、复查机关', en: 'handler, assistants, reviewing node' }
  if (relating.has(type))
    return {
      zh: '承办、协办、复查机关；各案都是自己的来源节点',
      en: 'handler, assistants, reviewing node; the origin where all the cases are its own',
    }
  return { zh: '承办、协办、复查机关、来源节点', en: 'handler, assistants, reviewing node, origin' }
}

function index(folder: string, title: string, rows: readonly [string, string, string][]): GeneratedFile {
  const lines = rows.map(([type, label, who]) => `| [\`${type}\`](${type}.md) | ${label} | ${who} |`)
  const head =
    folder === 'messages' ? '| 类型 type | 名称 name | 发送方 sent by |' : '| 类型 type | 名称 name | 收件 inbox of |'
  return page(`docs/standard/${folder}/README.md`, [`# ${title}`, [head, '|---|---|---|', ...lines].join('\n')])
}
