import { forge, goodClaims } from './forge.ts'
import type { BadEnvelope } from './row.ts'

const refused = { slug: 'malformed-envelope', status: 400 } as const

/** A signed payload made from the good one's JSON text. */
const asText = (name: string, change: (good: string) => string | Uint8Array, pointer = ''): BadEnvelope => ({
  name,
  make: (context) => forge(context, { payload: change(JSON.stringify(goodClaims(context, context.node))) }),
  ...refused,
  pointer,
})

/** A payload whose only message has `text` where its data stands. */
const withData = (name: string, text: string, pointer = ''): BadEnvelope =>
  asText(name, (good) => good.replace('"data":{}', `"data":${text}`), pointer)

/** A payload in which these bytes stand inside a string. */
const withBytes = (name: string, ...bytes: number[]): BadEnvelope =>
  asText(name, (good) => {
    const [before = '', after = ''] = good.split('GZ-1')
    return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
  })

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const members = (count: number, name: (i: number) => string) =>
  `{${Array.from({ length: count }, (_, i) => `"${name(i)}":0`).join(',')}}`

/** Signed payloads that are not JSON, or JSON that two readers would read differently. */
export const badJson: BadEnvelope[] = [
  asText('a payload that is not JSON', () => 'messages'),
  asText('a payload cut short', (good) => good.slice(0, -1)),
  asText('a payload with something behind it', (good) => `${good}x`),
  asText('two documents', (good) => `${good}${good}`),
  asText('a document on each line', (good) => `${good}\n${good}`),
  asText('a trailing comma', (good) => good.replace(/\}$/, ',}')),
  asText('a comment', (good) => good.replace('{', '{/* ? */')),
  asText('single quotes', (good) => good.replaceAll('"', "'")),
  asText('a string that does not end', () => '{"iss":"440100'),
  asText('white space alone', () => '   '),
  asText('a payload that is an array', (good) => `[${good}]`),
  asText('a payload that is a string', () => '"payload"'),
  asText('a payload that is a number', () => '17'),
  asText('a payload that is null', () => 'null'),
  asText('a payload that is true', () => 'true'),
  asText('a no-break space between tokens', (good) => good.replace('{', '{\u00a0')),
  asText('a byte order mark', (good) => `\u{feff}${good}`),
  asText('a payload in UTF-16', (good) => Buffer.from(good, 'utf16le')),
  withBytes('GB 18030 bytes', 0xcc, 0xec, 0xba, 0xd3),
  withBytes('an overlong encoding', 0xc0, 0xaf),
  withBytes('an encoded surrogate, as CESU-8 has it', 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  withBytes('a character cut short', 0xe5, 0xa4),
  withBytes('a byte that UTF-8 never has', 0xff),
  withBytes('a character beyond U+10FFFF', 0xf4, 0x90, 0x80, 0x80),
  withBytes('a control character, raw', 0x01),
  withBytes('a newline, raw, in a string', 0x0a),
  withBytes('U+0000, raw', 0x00),
  asText('a claim twice, the same', (good) => good.replace('{', '{"aud":"440000-hub",'), '/aud'),
  asText('a claim twice, different', (good) => good.replace('{', '{"iss":"440000",'), '/iss'),
  asText('a claim twice, once written with an escape', (good) => good.replace('{', '{"\\u0069ss":"440000",'), '/iss'),
  asText('the messages twice', (good) => good.replace(/\}$/, ',"messages":[]}'), '/messages'),
  asText('a member of a message twice', (good) => good.replace('"id"', '"id":"x","id"'), '/messages/0/id'),
  withData('a member of data twice', '{"a":1,"a":1}', '/messages/0/data/a'),
  withData('a member twice, deep inside', '{"a":[{},{"b":{"c":[],"c":0}}]}', '/messages/0/data/a/1/b/c'),
  withData('the member __proto__ twice', '{"__proto__":1,"__proto__":2}', '/messages/0/data/__proto__'),
  withData('a member twice, the first an object', '{"a":{"b":1},"a":2}', '/messages/0/data/a'),
  withData('a name with an escaped quote twice', '{"\\"":1,"\\"":2}', '/messages/0/data/"'),
  withData('a lone high surrogate', '{"a":"\\ud83d"}'),
  withData('a lone low surrogate', '{"a":"\\ude00"}'),
  withData('a pair of surrogates the wrong way round', '{"a":"\\ude00\\ud83d"}'),
  withData('two high surrogates', '{"a":"\\ud83d\\ud83d"}'),
  withData('a high surrogate before the last of the high ones', '{"a":"\\ud83d\\udbff"}'),
  withData('a high surrogate before another escape', '{"a":"\\ud83d\\n"}'),
  withData('a lone surrogate in a name', '{"\\ud800":1}'),
  withData('U+0000, escaped', '{"a":"\\u0000"}'),
  withData('U+0000, escaped, in a name', '{"\\u0000":1}'),
  withData('an escape that JSON does not have', '{"a":"\\x41"}'),
  withData('an escape cut short', '{"a":"\\u00"}'),
  withData('nesting of 33', nested(30)),
  withData('nesting of 5,000', nested(5000)),
  withData('nesting of 200,000', nested(200_000)),
  withData('objects nested 5,000 deep', `${'{"a":'.repeat(5000)}0${'}'.repeat(5000)}`),
  withData('2^53', '{"a":9007199254740992}'),
  withData('2^53 + 1', '{"a":9007199254740993}'),
  withData('−2^53', '{"a":-9007199254740992}'),
  withData('1e400', '{"a":1e400}'),
  withData('−1e400', '{"a":-1e400}'),
  withData('1e20', '{"a":1e20}'),
  withData('an integer of 400 digits', `{"a":${'9'.repeat(400)}}`),
  withData('2^53 with a decimal point', '{"a":9007199254740993.0}'),
  withData('NaN', '{"a":NaN}'),
  withData('Infinity', '{"a":Infinity}'),
  withData('a hexadecimal number', '{"a":0x10}'),
  withData('a leading zero', '{"a":01}'),
  withData('a plus sign', '{"a":+1}'),
  withData('a number that begins with its point', '{"a":.5}'),
  withData('a number that ends with its point', '{"a":1.}'),
  withData('an exponent without digits', '{"a":1e}'),
  withData('undefined', '{"a":undefined}'),
  withData('a true in capitals', '{"a":True}'),
  withData(
    'an object of 10,001 members',
    members(10_001, (i) => `k${i}`),
  ),
  withData('an object of 100,000 members named like integers', members(100_000, String)),
]
