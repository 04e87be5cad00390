import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { NodeId } from '@inquiry/schema'
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml'
import { z } from 'zod'
import { Source } from './settings/source.ts'
import { nameOf, WriteBack } from './settings/write-back.ts'

/** A configuration that cannot be used; the message says every place, rule and example, a line each. */
export class BadConfiguration extends Error {
  override name = 'BadConfiguration'
}

const Configuration = z.strictObject({
  hub: z.url({ protocol: /^https?$/ }),
  node: NodeId,
  /** The language that the gateway speaks. */
  language: z.enum(['zh', 'en']).default('zh'),
  /** The folder of keys, of what was collected and of what is not sent yet. */
  state: z.string().min(1).default('state'),
  /** Seconds between two looks at the sources. */
  everySeconds: z.number().min(1).max(86_400).default(10),
  sources: z.array(Source).default([]),
  writeBack: z.array(WriteBack).default([]),
})

/** All paths in it are absolute. */
export type Config = z.infer<typeof Configuration>

const examples: Record<string, string> = {
  hub: 'hub: https://hub.example',
  node: "node: '440100'",
  language: 'language: zh',
  name: 'name: hotline',
  kind: 'kind: folder',
  sends: 'sends: cases',
  folder: 'folder: drop',
  encoding: 'encoding: auto',
  url: 'url: http://127.0.0.1:9000/inquiry-events',
  connection: 'connection: postgres://reader:${PLATFORM_PASSWORD}@127.0.0.1/platform',
  query: 'query: select * from inquiry where updated_at >= :since',
  cursor: 'cursor: updated_at',
  statement: 'statement: insert into inquiry_event (id, body) values (:eventId, :body) on conflict do nothing',
  endpoint: 'endpoint: https://city.example/open311/v2',
  from: "from: '2026-01-01 00:00:00'",
  everySeconds: 'everySeconds: 10',
  settleSeconds: 'settleSeconds: 5',
  sourceId: 'sourceId: 工单编号',
  title: 'title: 标题',
  content: 'content: 内容',
  nature: 'nature: {column: 诉求类型, words: {诉求咨询: consultation}}',
  division: "division: {column: 区县, words: {开发区: '440112'}}",
  channel: 'channel: {constant: web}',
  submittedAt: 'submittedAt: 提交时间',
  category: "category: {column: 事项分类, words: {噪音: '0203'}}",
  action: 'action: 动作',
  caseId: 'caseId: 案件编号',
}

/** Read gateway.yaml. `${NAME}` in it stands for the environment's. Throws BadConfiguration. */
export function readConfig(file: string, environment: NodeJS.ProcessEnv = process.env): Config {
  const counter = new LineCounter()
  const document = parseDocument(textOf(file), { lineCounter: counter })
  const at = (offset: number): string => {
    const { line, col } = counter.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const broken = document.errors.map((error) => `${at(error.pos[0])}: ${error.message.split('\n')[0]}`)
  if (broken.length > 0) throw new BadConfiguration(broken.join('\n'))
  const parsed = Configuration.safeParse(filled(document.toJS() ?? {}, environment))
  if (!parsed.success) throw new BadConfiguration(sayIssues(parsed.error.issues, document, at))
  const config = absolute(parsed.data, dirname(resolve(file)))
  const source = repeated(config.sources.map(({ name }) => name))
  if (source !== undefined)
    throw new BadConfiguration(`${file}: two sources have the name ${source}; each needs its own.`)
  const target = repeated(config.writeBack.map(nameOf))
  // They would share one place, and the one would miss what the other has passed.
  if (target !== undefined)
    throw new BadConfiguration(
      `${file}: two targets of writeBack are “${target}”; give each a name of its own. Example: name: archive`,
    )
  return config
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) < i)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new BadConfiguration(
      `There is no ${file}: write one with \`gateway init\`, or give its folder with --folder.`,
    )
  }
}

/** Paths are written from the folder in which gateway.yaml lies. */
function absolute(config: Config, folder: string): Config {
  const sources = config.sources.map((source) => ({
    ...source,
    ...('folder' in source ? { folder: resolve(folder, source.folder) } : {}),
    ...('connection' in source ? { connection: connectionIn(folder, source.connection) } : {}),
    attachmentFolder: resolve(folder, source.attachmentFolder),
  })) as Source[]
  const writeBack = config.writeBack.map((target) => {
    if (target.kind === 'files') return { ...target, folder: resolve(folder, target.folder) }
    return target.kind === 'sql' ? { ...target, connection: connectionIn(folder, target.connection) } : target
  })
  return { ...config, sources, writeBack, state: join(folder, config.state) }
}

/** A SQLite file is named from where gateway.yaml lies. */
function connectionIn(folder: string, connection: string): string {
  return connection.startsWith('sqlite:') ? `sqlite:${resolve(folder, connection.slice('sqlite:'.length))}` : connection
}

function sayIssues(issues: readonly z.core.$ZodIssue[], document: Document, at: (offset: number) => string): string {
  return issues
    .map((issue) => {
      const unknown = issue.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ')}` : ''
      const path = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
      const example = examples[String(issue.path.findLast((step) => typeof step === 'string'))]
      const what = issue.code === 'unrecognized_keys' ? `has no member of this name${unknown}` : issue.message
      const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
      return `${at(offsetOf(document, place))}: ${path.slice(1) || 'the file'}: ${what}${example ? `. Example: ${example}` : ''}`
    })
    .join('\n')
}

/** Where in the text a path stands, or the nearest thing above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let here: Node | null | undefined = document.contents
  let offset = here?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(here)) {
      const pair: Pair | undefined = here.items.find(({ key }) => isScalar(key) && key.value === step)
      if (!pair) return offset
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      here = isNode(pair.value) ? pair.value : undefined
    } else if (isSeq(here)) {
      const item: unknown = here.items[Number(step)]
      here = isNode(item) ? item : undefined
      offset = here?.range?.[0] ?? offset
    } else return offset
  }
  return offset
}

/** Texts in which `${NAME}` stands for a variable of the environment, so that passwords need not stand in the file. */
function filled(value: unknown, environment: NodeJS.ProcessEnv): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, environment))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, environment)]))
  if (typeof value !== 'string') return value
  return value.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    const given = environment[name]
    if (given === undefined)
      throw new BadConfiguration(`The environment has no ${name}, which the configuration names.`)
    return given
  })
}
