import { faultsOf, sentence } from '@inquiry/schema'
import type { z } from 'zod'
import type { Fault, Row, Said } from '../row.ts'
import type { Expression } from '../settings/fields.ts'
import { plainText, textOf, valueOf } from './field.ts'
import { localTime } from './local-time.ts'
import { codeOf, plain, someWords, type WordField, type Words } from './words.ts'

const ownWords = new WeakMap<Expression, Words>()

/** Reads one row's fields, and keeps what is wrong with each. */
export class RowReader<F extends string> {
  readonly faults: Fault[] = []
  readonly #fields: { readonly [name in F]?: Expression | undefined }
  readonly #row: Row
  readonly #nodeId: string

  constructor(fields: { readonly [name in F]?: Expression | undefined }, row: Row, nodeId: string) {
    this.#fields = fields
    this.#row = row
    this.#nodeId = nodeId
  }

  text(name: F): string | undefined {
    return textOf(this.#fields[name], this.#row.cells)
  }

  /** The number that a platform gave the case. One with more digits than a spreadsheet keeps has lost some. */
  number(name: F): string | undefined {
    const cell = valueOf(this.#fields[name], this.#row.cells)
    if (typeof cell === 'number' && !Number.isSafeInteger(cell) && Number.isInteger(cell))
      this.fault(name, 'digits-lost', {
        zh: '超过 15 位的数字在表格中已丢失末位；请把该列设为“文本”后重新导出',
        en: 'a number of more than 15 digits lost its last ones in the spreadsheet: export the column as text',
      })
    return this.text(name)
  }

  /** A time, as ISO 8601 in China's offset. */
  time(name: F): string | undefined {
    const field = this.#fields[name]
    const cell = valueOf(field, this.#row.cells)
    if (cell === null) return field?.otherwise === undefined ? undefined : localTime(field.otherwise)
    const time = localTime(cell, field?.format)
    if (time !== undefined) return time
    const example = field?.format ?? '2026/11/3 9:05'
    this.fault(name, 'time', { zh: '不是可识别的日期时间', en: 'is no date and time that is known' }, example)
    return undefined
  }

  /** The code that a word stands for; `usual` where there is no word. */
  code(name: F & WordField, usual?: string): string | undefined {
    const field = this.#fields[name]
    const word = plainText(valueOf(field, this.#row.cells))
    if (word === '') return field?.otherwise ?? usual
    const code = codeOf(name, word, field && wordsOf(field), this.#nodeId) ?? field?.otherwise
    if (code === undefined) this.#unknownWord(name, word)
    return code
  }

  /** The codes of several words in one cell: `受理、回复、办结`, `受理并回复`. */
  codes(name: F & WordField): string[] {
    const field = this.#fields[name]
    const words = plainText(valueOf(field, this.#row.cells)).split(/[、，,;；+＋/\n]|并(?!案)/)
    return words.flatMap((word) => {
      if (word.trim() === '') return []
      const code = codeOf(name, word, field && wordsOf(field), this.#nodeId)
      if (code === undefined) this.#unknownWord(name, word)
      return code ?? []
    })
  }

  decimal(name: F): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    if (Number.isFinite(value)) return Math.round(value * 1e7) / 1e7
    this.fault(name, 'type', { zh: '不是数字', en: 'is no number' }, '113.3245')
    return undefined
  }

  required(...names: F[]): void {
    for (const name of names) {
      if (this.text(name) !== undefined || this.faults.some(({ field }) => field === name)) continue
      this.fault(name, 'required', {
        zh: '必填，但单元格为空（合并单元格只有首格有值）',
        en: 'is required, and the cell is empty (of merged cells the first has the value)',
      })
    }
  }

  fault(name: F | '', rule: string, message: Said, example?: string): void {
    const field = name === '' ? undefined : this.#fields[name]
    const value = plainText(valueOf(field, this.#row.cells))
    this.faults.push({
      at: this.#row.at,
      field: name,
      ...(field?.column === undefined ? {} : { column: field.column }),
      ...(value === '' ? {} : { value: [...value].slice(0, 60).join('') }),
      rule,
      message,
      ...(example === undefined ? {} : { example }),
    })
  }

  /** Hold the whole against its contract; `fieldOf` says which field a place in it was read from. */
  judge(schema: z.ZodType, value: unknown, fieldOf: (pointer: string) => F | ''): void {
    const result = schema.safeParse(value)
    if (result.success) return
    const zh = faultsOf(result.error.issues, { value, schema, language: 'zh' })
    const en = faultsOf(result.error.issues, { value, schema, language: 'en' })
    for (const [i, { pointer, rule, message, example }] of zh.entries()) {
      const field = fieldOf(pointer)
      if (this.faults.some((known) => known.field === field)) continue
      const said = { zh: message, en: en[i]?.message ?? sentence(rule, undefined, 'en') }
      this.fault(field, rule, said, example === undefined ? undefined : plainExample(example))
    }
  }

  #unknownWord(name: F & WordField, word: string): void {
    const words = someWords(name)
    this.fault(
      name,
      'word',
      {
        zh: `“${word}”不对应任何代码；已知的词：${words}；本地用词请加到配置的 words 中`,
        en: `‘${word}’ stands for no code; known words: ${words}; put your own under words in the configuration`,
      },
      `words: {${word}: …}`,
    )
  }
}

function plainExample(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example)
}

function wordsOf(field: Expression): Words | undefined {
  if (!field.words) return undefined
  const known = ownWords.get(field)
  if (known) return known
  const words = new Map(Object.entries(field.words).map(([word, code]) => [plain(word), code]))
  ownWords.set(field, words)
  return words
}
