import { forge, goodClaims, message } from './forge.ts'
import type { BadEnvelope } from './row.ts'

const refused = { slug: 'malformed-envelope', status: 400 } as const

/** A payload with one claim set to something else; undefined leaves it out. */
const withClaim = (
  claim: string,
  value: unknown,
  name = JSON.stringify(value),
  pointer = `/${claim}`,
): BadEnvelope => ({
  name: value === undefined ? `no ${claim}` : `${claim} ${name}`,
  make: (context) => forge(context, { payload: { ...goodClaims(context, context.node), [claim]: value } }),
  ...refused,
  pointer,
})

/** A payload in which a claim's number is spelt otherwise than as an integer. */
const spelt = (claim: string, spelling: (value: number) => string): BadEnvelope => ({
  name: `${claim} spelt ${spelling(17)}`,
  make: (context) => {
    const claims = goodClaims(context, context.node)
    const value = Number(claims[claim])
    const text = JSON.stringify(claims).replace(`"${claim}":${value}`, `"${claim}":${spelling(value)}`)
    return forge(context, { payload: text })
  },
  ...refused,
  pointer: `/${claim}`,
})

/** An envelope whose clock is off by so many seconds. */
const issued = (seconds: number): BadEnvelope => ({
  name: `iat ${Math.abs(seconds)} s ${seconds < 0 ? 'old' : 'ahead'}`,
  make: (context) => {
    const iat = Math.floor(context.now.getTime() / 1000) + seconds
    return forge(context, { payload: { ...goodClaims(context, context.node), iat } })
  },
  slug: 'stale-envelope',
  status: 401,
})

const required = ['iss', 'aud', 'iat', 'jti', 'sequence', 'messages']
const notStrings = [null, 17, true, [], {}]
const notIntegers = [null, '17', true, [], {}, 1.5]

/** Claims that are missing, unknown, of the wrong type or out of range. */
export const badClaims: BadEnvelope[] = [
  { name: 'no claims at all', make: (context) => forge(context, { payload: {} }), ...refused, pointer: '/iss' },
  ...required.map((claim) => withClaim(claim, undefined)),
  ...['iss', 'aud', 'jti'].flatMap((claim) => notStrings.map((value) => withClaim(claim, value))),
  ...['iat', 'sequence'].flatMap((claim) => notIntegers.map((value) => withClaim(claim, value))),
  ...['iat', 'sequence'].flatMap((claim) => [
    spelt(claim, (value) => `${value}.0`),
    spelt(claim, (value) => `${value}e0`),
    spelt(claim, (value) => `${value / 10}E1`),
  ]),
  withClaim('iat', -1),
  withClaim('sequence', 0),
  withClaim('sequence', -1),
  ...['44010', 'guangzhou', '440100_x', '440100-', '440100-X', ' 440100', '440100\n', '４４０１００', ''].map((iss) =>
    withClaim('iss', iss),
  ),
  withClaim('iss', `440100-${'a'.repeat(58)}`, 'of 65 characters'),
  ...['', ' x', 'x y', '.x', '-x', 'x\n', '編號', 'x\u200b', "x'--", 'x"'].map((jti) => withClaim('jti', jti)),
  withClaim('jti', 'x'.repeat(65), 'of 65 characters'),
  withClaim('aud', ['440000-hub']),
  withClaim('messages', null),
  withClaim('messages', {}),
  withClaim('messages', 'x'),
  withClaim('messages', []),
  withClaim(
    'messages',
    Array.from({ length: 1001 }, () => message),
    'of 1,001',
  ),
  ...[null, 'x', 17, true, [], [message]].map((item) =>
    withClaim('messages', [message, item], `with ${JSON.stringify(item)} in it`, '/messages/1'),
  ),
  ...['exp', 'nbf', 'sub', 'version', 'Messages', 'position', 'a/b'].map((claim) =>
    withClaim(claim, 1, 'besides', `/${claim.replace('/', '~1')}`),
  ),
  {
    name: 'a claim named __proto__',
    make: (context) => {
      const text = JSON.stringify(goodClaims(context, context.node))
      return forge(context, { payload: text.replace(/\}$/, ',"__proto__":{"aud":"x"}}') })
    },
    ...refused,
    pointer: '/__proto__',
  },
  ...[-301, -3600, -86_400, 61, 3600, 86_400].map(issued),
]
