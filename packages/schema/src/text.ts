import { z } from 'zod'

/**
 * Patterns are written with the characters themselves rather than with escapes such as `\u3000` or `\S`, because these
 * do not mean the same in every language's regular expressions.
 */
const range = (from: number, to: number) => `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`
const literally = (...codes: number[]) => String.fromCodePoint(...codes)

/** U+FFFE and U+FFFF of each of the sixteen planes above the first. */
const planeEnds = Array.from({ length: 16 }, (_, i) => (i + 1) * 0x10000 + 0xfffe).flatMap((end) => [end, end + 1])

/** C0 but tab, line feed and carriage return; DEL; C1; noncharacters. */
const forbidden = `[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f${range(0x80, 0x9f)}${range(0xfdd0, 0xfdef)}${literally(0xfffe, 0xffff, ...planeEnds)}]`

/** Anything but white space (Unicode White_Space, and U+FEFF). */
const visible = `[^\\x09-\\x0d\\x20${literally(0x85, 0xa0, 0x1680)}${range(0x2000, 0x200a)}${literally(0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff)}]`

/** A path separator, or a character that reorders what follows it. */
const unsafeInFileName = `[/\\\\\\x09\\x0a\\x0d${range(0x202a, 0x202e)}${range(0x2066, 0x2069)}]`

/**
 * Text of 1 to `max` Unicode code points, kept as sent (no normalization), not of white space alone. The JSON Schema
 * keyword `maxLength` counts the same code points.
 */
export function text(max: number) {
  return bounded(max, [forbidden])
}

/** The name of a file: text of 1 to `max` code points without path separators, line breaks and characters that reorder text. */
export function fileName(max: number) {
  return bounded(max, [forbidden, unsafeInFileName])
}

type BrokenRule = 'minLength' | 'maxLength' | 'pattern'

function bounded(max: number, excluded: readonly string[]) {
  const refused = excluded.map((pattern) => new RegExp(pattern, 'u'))
  return z
    .string()
    .check(({ value, issues }) => {
      const rule = brokenRule(value, max, refused)
      if (rule) issues.push({ code: 'custom', input: value, params: { rule, limit: max } })
    })
    .meta({ minLength: 1, maxLength: max, pattern: visible, not: { anyOf: excluded.map((pattern) => ({ pattern })) } })
}

const shows = new RegExp(visible, 'u')

function brokenRule(value: string, max: number, refused: readonly RegExp[]): BrokenRule | undefined {
  if (value.length === 0) return 'minLength'
  if (value.length > max && codePoints(value, max) > max) return 'maxLength'
  if (refused.some((pattern) => pattern.test(value))) return 'pattern'
  return shows.test(value) ? undefined : 'minLength'
}

/** The number of Unicode code points, counted no further than past `limit`. */
function codePoints(value: string, limit: number): number {
  let count = 0
  for (const _ of value) if (++count > limit) break
  return count
}
