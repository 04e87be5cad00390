import { z } from 'zod'
import type { Fault } from './problems.ts'

export type Language = 'zh' | 'en'

/** What came of checking a value: the value, or everything that is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: Fault[] }

/**
 * Check a value against its contract. Each fault names the place (JSON Pointer, RFC 6901, below `root`), the rule (a
 * JSON Schema keyword, or one of this standard's), what to mend, and a valid example.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  root = '',
  language: Language = 'zh',
): Parsed<z.infer<T>> {
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, errors: faultsOf(result.error.issues, { value, schema, root, language }) }
}

/** What was checked, against what, where it lies, and the reader's language. */
export type Checked = { value: unknown; schema?: z.ZodType; root?: string; language?: Language }

/** Zod's issues as faults of the standard; examples come from the schema, where it is given. */
export function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  { value, schema, root = '', language = 'zh' }: Checked,
): Fault[] {
  return issues.flatMap((issue) => faults(issue, value, schema, root, language))
}

/** A JSON Pointer (RFC 6901) to a path. */
export function pointer(path: readonly PropertyKey[], root = ''): string {
  return path.reduce<string>(
    (text, step) => `${text}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    root,
  )
}

function faults(
  issue: z.core.$ZodIssue,
  value: unknown,
  schema: z.ZodType | undefined,
  root: string,
  language: Language,
): Fault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
  const { rule, limit } = brokenRule(issue, valueAt(value, issue.path))
  const example = schema && exampleAt(schema, issue.path)
  return paths.map((path) => ({
    pointer: pointer(path, root),
    rule,
    message: sentence(rule, limit, language),
    ...(example === undefined || rule === 'unknown-member' ? {} : { example }),
  }))
}

type Broken = { rule: string; limit?: unknown }

function brokenRule(issue: z.core.$ZodIssue, input: unknown): Broken {
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined ? { rule: 'required' } : { rule: 'type', limit: issue.expected }
    case 'invalid_value':
      if (input === undefined) return { rule: 'required' }
      return { rule: issue.values.length === 1 ? 'const' : 'enum', limit: issue.values.join(', ') }
    case 'too_big':
      return { rule: keyword(issue.origin, 'max'), limit: issue.maximum }
    case 'too_small':
      return { rule: keyword(issue.origin, 'min'), limit: issue.minimum }
    case 'invalid_format':
      return { rule: issue.format === 'regex' ? 'pattern' : 'format', limit: issue.pattern ?? issue.format }
    case 'unrecognized_keys':
      return { rule: 'unknown-member' }
    case 'invalid_key':
      return { rule: 'propertyNames' }
    case 'invalid_union':
      return { rule: 'anyOf' }
    case 'custom':
      return { rule: String(issue.params?.['rule'] ?? 'format'), limit: issue.params?.['limit'] }
    default:
      return { rule: 'type' }
  }
}

function keyword(origin: string, side: 'min' | 'max'): string {
  const noun =
    origin === 'string' ? 'Length' : origin === 'array' ? 'Items' : origin === 'object' ? 'Properties' : 'imum'
  return `${side}${noun}`
}

const sentences: Record<string, { zh: (limit: unknown) => string; en: (limit: unknown) => string }> = {
  required: { zh: () => '缺少必填项', en: () => 'is required' },
  type: { zh: (t) => `类型应为 ${String(t)}`, en: (t) => `must be of type ${String(t)}` },
  const: { zh: (v) => `应为 ${String(v)}`, en: (v) => `must be ${String(v)}` },
  enum: { zh: (v) => `应为其中之一：${String(v)}`, en: (v) => `must be one of ${String(v)}` },
  minLength: { zh: () => '不能为空或仅含空白', en: () => 'must not be empty or white space only' },
  maxLength: { zh: (n) => `长度不能超过 ${String(n)}`, en: (n) => `must be no longer than ${String(n)}` },
  minimum: { zh: (n) => `不能小于 ${String(n)}`, en: (n) => `must be at least ${String(n)}` },
  maximum: { zh: (n) => `不能大于 ${String(n)}`, en: (n) => `must be at most ${String(n)}` },
  minItems: { zh: (n) => `至少 ${String(n)} 项`, en: (n) => `must have at least ${String(n)} items` },
  maxItems: { zh: (n) => `至多 ${String(n)} 项`, en: (n) => `must have at most ${String(n)} items` },
  minProperties: { zh: () => '至少应有一项内容', en: () => 'must have at least one member' },
  pattern: {
    zh: () => '含有不允许的字符或形式不符',
    en: () => 'holds a character that is not allowed, or is not of the right form',
  },
  format: { zh: () => '格式不正确', en: () => 'is not of the right format' },
  oneOf: { zh: () => 'sourceId 与 caseId 必须且只能给出一个', en: () => 'needs exactly one of sourceId and caseId' },
  anyOf: { zh: () => '与允许的任何一种形式都不符', en: () => 'matches none of the forms that are allowed' },
  uniqueItems: { zh: () => '同一项出现了两次', en: () => 'must not name the same thing twice' },
  propertyNames: { zh: () => '项名不是标准所列', en: () => 'is not a name that may stand here' },
  'unknown-member': {
    zh: () => '标准中没有此项；自有内容请放入 extensions',
    en: () => 'is not a member of the standard; put your own under extensions',
  },
  'no-parameter': { zh: () => '此地址没有这个参数', en: () => 'is not a parameter of this address' },
  'no-member': { zh: () => '此请求没有这一项', en: () => 'is not a member of this request' },
  'report-only': { zh: () => '只有举报（report）可以写明 subjectNode', en: () => 'is for nature "report" only' },
  sealed: {
    zh: () => '匿名来访人不能带加密信息，或加密信息无法解开',
    en: () => 'cannot be opened, or does not go with an anonymous reporter',
  },
  integer: {
    zh: () => '必须写成整数（不带小数点、指数，不能是 -0）',
    en: () => 'must be written as an integer (no decimal point, exponent or -0)',
  },
  decimals: { zh: () => '经纬度最多 7 位小数，不能用指数', en: () => 'must have at most 7 decimals and no exponent' },
  code: { zh: () => '代码不在代码表中或在该日期无效', en: () => 'is not a code of its list, or not on that date' },
  future: { zh: () => '时间晚于枢纽时间 60 秒以上', en: () => 'is more than 60 s ahead of the hub’s time' },
  order: { zh: () => '时间先后不符', en: () => 'is later than it may be' },
}

/** What a broken rule asks of the sender, in one language. */
export function sentence(rule: string, limit: unknown, language: Language): string {
  return sentences[rule]?.[language](limit) ?? rule
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  )
}

/** The example that the contract gives for the place, if any. */
function exampleAt(schema: z.ZodType, path: readonly PropertyKey[]): unknown {
  let here: unknown = schema
  for (const step of path) {
    here = inner(here)
    if (here instanceof z.ZodObject) here = (here.shape as Record<string, unknown>)[String(step)]
    else if (here instanceof z.ZodArray) here = here.element
    else return undefined
  }
  return exampleOf(here)
}

function exampleOf(schema: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return undefined
  const examples = z.globalRegistry.get(schema)?.examples
  if (Array.isArray(examples) && examples.length > 0) return examples[0]
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodObject) return wholeExample(schema)
  const unwrapped = inner(schema)
  return unwrapped === schema ? undefined : exampleOf(unwrapped)
}

const wholeExamples = new WeakMap<z.ZodObject, unknown>()

/** An object with the example of each member that must be there, where that keeps the contract. */
function wholeExample(schema: z.ZodObject): unknown {
  if (!wholeExamples.has(schema)) {
    const members = Object.entries(schema.shape).filter(([, member]) => !(member instanceof z.ZodOptional))
    const example = Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member)]))
    wholeExamples.set(schema, schema.safeParse(example).data)
  }
  return wholeExamples.get(schema)
}

function inner(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? schema.unwrap() : schema
}
