import { claims, envelope, submitted } from './compact.ts'
import { accepted, refused } from './expectations.ts'
import type { EnvelopeVector } from './vector.ts'
import { now } from './world.ts'

const json = '§4 I-JSON'
const members = '§4 claims'

function malformed(pointer?: string) {
  return {
    status: 400,
    problem: 'malformed-envelope',
    ...(pointer !== undefined && { errors: [{ pointer }] }),
  } as const
}

const text = JSON.stringify(claims())

function unreadable(name: string, payload: string | Uint8Array, clause = json): EnvelopeVector {
  return refused(name, clause, envelope({ payload }), malformed())
}

/** A claim that is missing, of another type, or of another form. */
function bad(name: string, changed: Record<string, unknown>): EnvelopeVector {
  const [claim = ''] = Object.keys(changed)
  return refused(name, members, envelope({ payload: claims(changed) }), malformed(`/${claim}`))
}

/** Lists in lists, in the extensions of a message: the payload is the first level, its messages the second. */
function nested(depth: number): string {
  const within = depth - 6
  const value = `${'['.repeat(within)}${']'.repeat(within)}`
  return text.replace('"urgency"', `"extensions":{"440100":{"deep":${value}}},"urgency"`)
}

/** What a payload is as JSON, before anything in it is looked at. */
export const jsonVectors: readonly EnvelopeVector[] = [
  unreadable('the payload is no JSON', 'no JSON'),
  unreadable('the payload is cut short', text.slice(0, -1)),
  unreadable('something after the payload', `${text}{}`),
  unreadable('a comment', text.replace('{', '{/* */')),
  unreadable('NaN', text.replace('"sequence":1', '"sequence":NaN')),
  unreadable('a leading zero', text.replace('"sequence":1', '"sequence":01')),
  unreadable('a list instead of an object', '[]'),
  unreadable('null instead of an object', 'null'),
  unreadable('not UTF-8', Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xc3, 0x28]), Buffer.from('}')])),
  unreadable(
    'a surrogate in UTF-8',
    Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0x2c, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x5d, 0x7d])]),
  ),
  unreadable('a byte order mark', `\ufeff${text}`),
  unreadable('a claim twice', text.replace('{', '{"jti":"e-0",')),
  unreadable('a member of a message twice', text.replace('"type"', '"type":"case.rated","type"')),
  unreadable(
    'a member of the data twice, once escaped',
    text.replace('"urgency"', '"\\u0075rgency":"critical","urgency"'),
  ),
  accepted('nested 32 deep', json, envelope({ payload: nested(32) })),
  unreadable('nested 33 deep', nested(33)),
  unreadable('a lone high surrogate', text.replace('连续', '\\ud800')),
  unreadable('a lone low surrogate', text.replace('连续', '\\udc00')),
  unreadable('surrogates in the wrong order', text.replace('连续', '\\udc00\\ud800')),
  accepted('a pair of surrogates, escaped', json, envelope({ payload: text.replace('连续', '\\ud83d\\ude00') })),
  unreadable('U+0000, escaped', text.replace('连续', '\\u0000')),
  unreadable('U+0000 in a member’s name', text.replace('"urgency"', '"\\u0000":1,"urgency"')),
  unreadable('2^53', text.replace('"sequence":1', '"sequence":9007199254740992')),
  unreadable('2^53 + 1 inside a message', text.replace('"public":true', '"public":9007199254740993'), 'A1'),
  unreadable('1e400', text.replace('"sequence":1', '"sequence":1e400'), 'A1'),
]

/** The claims one by one. */
export const claimVectors: readonly EnvelopeVector[] = [
  ...['iss', 'aud', 'iat', 'jti', 'sequence', 'messages'].map((claim) => bad(`no ${claim}`, { [claim]: undefined })),
  bad('an unknown claim', { nbf: now }),
  bad('iss of another form', { iss: 'guangzhou' }),
  bad('iss a list', { iss: ['440100'] }),
  bad('aud a list', { aud: ['440000-hub'] }),
  bad('iat a text', { iat: String(now) }),
  bad('iat with a fraction', { iat: now + 0.5 }),
  bad('jti empty', { jti: '' }),
  bad('jti of 65 characters', { jti: 'e'.repeat(65) }),
  accepted('jti of 64 characters', members, envelope({ payload: claims({ jti: 'e'.repeat(64) }) })),
  bad('jti with a space', { jti: 'e 1' }),
  bad('sequence 0', { sequence: 0 }),
  bad('sequence a text', { sequence: '1' }),
  accepted('the greatest sequence', 'A22', envelope({ payload: claims({ sequence: Number.MAX_SAFE_INTEGER }) })),
  refused(
    'sequence written 1.0',
    'A1',
    envelope({ payload: text.replace('"sequence":1', '"sequence":1.0') }),
    malformed('/sequence'),
  ),
  refused(
    'sequence written 1E0',
    'A1',
    envelope({ payload: text.replace('"sequence":1', '"sequence":1E0') }),
    malformed('/sequence'),
  ),
  refused('iat written -0', 'A1', envelope({ payload: text.replace(/"iat":\d+/u, '"iat":-0') }), malformed('/iat')),
  bad('messages an object', { messages: {} }),
  bad('no message', { messages: [] }),
  bad('1001 messages', { messages: Array.from({ length: 1001 }, () => ({})) }),
  refused(
    'a message that is a text',
    'A23',
    envelope({ payload: claims({ messages: [submitted(), 'hello'] }) }),
    malformed('/messages/1'),
  ),
  refused(
    'a message that is null',
    'A23',
    envelope({ payload: claims({ messages: [null] }) }),
    malformed('/messages/0'),
  ),
  refused('another hub', '§4 aud', envelope({ payload: claims({ aud: '450000-hub' }) }), {
    status: 401,
    problem: 'wrong-audience',
  }),
  refused('an audience of no form', '§4 aud', envelope({ payload: claims({ aud: 'https://hub.example' }) }), {
    status: 401,
    problem: 'wrong-audience',
  }),
  accepted('issued 300 seconds ago', 'B8', envelope({ payload: claims({ iat: now - 300 }) })),
  refused('issued 301 seconds ago', 'B8', envelope({ payload: claims({ iat: now - 301 }) }), {
    status: 401,
    problem: 'stale-envelope',
  }),
  accepted('issued 60 seconds ahead', 'B8', envelope({ payload: claims({ iat: now + 60 }) })),
  refused('issued 61 seconds ahead', 'B8', envelope({ payload: claims({ iat: now + 61 }) }), {
    status: 401,
    problem: 'stale-envelope',
  }),
  refused('iat in milliseconds', 'B8', envelope({ payload: claims({ iat: now * 1000 }) }), {
    status: 401,
    problem: 'stale-envelope',
  }),
]
