import { z } from 'zod'

/**
 * Characters that no text may hold: C0 but tab, line feed and carriage return; DEL; C1; noncharacters. Written with
 * literal characters above U+FFFF, so that the pattern means the same in every language's regular expressions.
 */
const astralNoncharacters = Array.from({ length: 16 }, (_, i) =>
  String.fromCodePoint((i + 1) * 0x10000 + 0xfffe, (i + 1) * 0x10000 + 0xffff),
).join('')
const forbidden = `\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff${astralNoncharacters}`
const pattern = `^(?=[\\s\\S]*\\S)[^${forbidden}]*$`
const readable = new RegExp(pattern, 'u')
const forbiddenCharacter = new RegExp(`[${forbidden}]`, 'u')

/**
 * Text of 1 to `max` Unicode code points, kept as sent (no normalization), not of white space alone. The JSON Schema
 * keyword `maxLength` counts the same code points.
 */
export function text(max: number) {
  return z
    .string()
    .check((context) => {
      const rule = brokenRule(context.value, max)
      if (rule) context.issues.push({ code: 'custom', input: context.value, params: { rule, limit: max } })
    })
    .meta({ minLength: 1, maxLength: max, pattern })
}

function brokenRule(value: string, max: number): 'minLength' | 'maxLength' | 'pattern' | undefined {
  if (value.length === 0) return 'minLength'
  if (value.length > max && codePoints(value) > max) return 'maxLength'
  if (!readable.test(value)) return forbiddenCharacter.test(value) ? 'pattern' : 'minLength'
  return undefined
}

/** The number of Unicode code points; a text longer than twice the limit in UTF-16 is too long in any case. */
function codePoints(value: string): number {
  let count = 0
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit >= 0xd800 && unit <= 0xdbff) i++
    count++
  }
  return count
}
