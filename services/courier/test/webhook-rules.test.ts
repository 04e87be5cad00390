import { lookup, type LookupAddress } from 'node:dns'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { endpointFault, guardedLookup, mayReach } from '../src/webhooks/endpoint.ts'
import { askedDelayMs, giveUpAfterMs, nextAttemptAt } from '../src/webhooks/next-attempt.ts'
import { newSecret, shownSecret, signedHeaders } from '../src/webhooks/sign.ts'

const strict = { testMode: false }

describe('an address that is special', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/',
    'https://100.100.100.200/',
    'https://100.64.0.1/',
    'https://198.18.0.1/',
    'https://192.0.0.1/',
    'https://192.0.2.1/',
    'https://198.51.100.7/',
    'https://203.0.113.7/',
    'https://192.88.99.1/',
    'https://224.0.0.1/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[fec0::1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001::1]/',
    'https://[2001:db8::1]/',
    'https://[ff02::1]/',
    'https://[100::1]/',
    'https://[4000::1]/',
    'https://localhost/',
    'https://localhost./',
    'https://a.localhost/',
    'https://LOCALHOST/',
  ])('is no endpoint: %s', (url) => {
    expect(endpointFault(url, strict)).toBeTypeOf('string')
  })

  test.each([
    'http://8.8.8.8/',
    'ftp://example.com/',
    'https://user:pw@example.com/',
    'https://example.com/#x',
    'nonsense',
    'https://',
  ])('or one that is written in a way that is not delivered to, is no endpoint: %s', (url) =>
    expect(endpointFault(url, strict)).toBeTypeOf('string'),
  )

  test.each([
    'https://8.8.8.8/hook',
    'https://example.com/hook?x=1',
    'https://[2606:4700::1111]/',
    'https://example.com:8443/',
  ])('stands against no public endpoint: %s', (url) => expect(endpointFault(url, strict)).toBeUndefined())

  test('is reached in test mode only where it is this machine itself', () => {
    const rules = { testMode: true }
    expect(endpointFault('http://127.0.0.1:8099/hook', rules)).toBeUndefined()
    expect(endpointFault('http://[::1]:8099/hook', rules)).toBeUndefined()
    expect(endpointFault('http://10.0.0.1/hook', rules)).toBeTypeOf('string')
    expect(endpointFault('https://169.254.169.254/', rules)).toBeTypeOf('string')
    expect(endpointFault('http://example.com/', rules)).toBeTypeOf('string')
    expect(mayReach('169.254.169.254', rules)).toBe(false)
  })
})

describe('a name', () => {
  const resolvingTo = (...addresses: string[]): typeof lookup =>
    ((_: string, __: object, done: (error: null, found: LookupAddress[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as never
  const resolve = (resolver: typeof lookup) =>
    new Promise((done) => {
      guardedLookup(strict, resolver)('name.example', { all: true }, (error, found) => done(error ?? found))
    })

  test('that resolves to public addresses connects to exactly those', async () => {
    expect(await resolve(resolvingTo('8.8.8.8', '2606:4700::1111'))).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
  })

  test.each([['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:10.0.0.1'], []])(
    'that resolves to %s %s connects to nothing',
    async (...addresses) => expect(await resolve(resolvingTo(...addresses.filter(Boolean)))).toBeInstanceOf(Error),
  )

  test('that changes its mind is judged at each connection anew', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']]
    const flipping: typeof lookup = ((name: string, options: object, done: never) =>
      (resolvingTo(...(answers.shift() ?? [])) as unknown as (...given: unknown[]) => void)(
        name,
        options,
        done,
      )) as never
    expect(await resolve(flipping)).toEqual([{ address: '8.8.8.8', family: 4 }])
    expect(await resolve(flipping)).toBeInstanceOf(Error)
  })
})

describe('a signature', () => {
  test('is one that the reference library of Standard Webhooks accepts, whatever the body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9:-]{1,40}$/), (text, id) => {
        const secret = newSecret()
        const body = JSON.stringify({ text })
        const headers = signedHeaders(secret, id, body, new Date())
        expect(new Webhook(shownSecret(secret)).verify(body, { ...headers })).toEqual({ text })
        expect(() => new Webhook(shownSecret(newSecret())).verify(body, { ...headers })).toThrow(/signature/i)
      }),
    )
  })
})

describe('an endpoint that fails', () => {
  const since = new Date('2026-11-22T00:00:00Z')
  const middle = () => 0.5

  test('is tried after growing delays, at last every two hours', () => {
    const delays = [1, 2, 3, 8, 11, 12, 40].map(
      (attempts) =>
        ((nextAttemptAt({ attempts, failingSince: since }, since, () => 0)?.getTime() ?? NaN) - since.getTime()) / 1000,
    )
    expect(delays).toEqual([5, 10, 20, 640, 5120, 7200, 7200])
  })

  test('is tried earlier by chance, by half of the delay at most', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        fc.integer({ min: 1, max: 100 }),
        (chance, attempts) => {
          const at = (jitter: () => number) =>
            (nextAttemptAt({ attempts, failingSince: since }, since, jitter)?.getTime() ?? 0) - since.getTime()
          expect(at(() => chance)).toBeLessThanOrEqual(at(() => 0))
          expect(at(() => chance)).toBeGreaterThanOrEqual(at(() => 0) / 2)
        },
      ),
    )
  })

  test('is parked when it has failed for three days, and not before', () => {
    const at = (ms: number) =>
      nextAttemptAt({ attempts: 9, failingSince: since }, new Date(since.getTime() + ms), middle)
    expect(at(giveUpAfterMs - 1)).toBeInstanceOf(Date)
    expect(at(giveUpAfterMs)).toBeNull()
  })

  test.each([
    ['120', 120_000],
    ['Sun, 22 Nov 2026 00:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 00:00:00 GMT', 0],
    ['-5', 0],
    ['NaN', 0],
    ['1e9', 0],
    ['', 0],
    [undefined, 0],
  ])('and answers Retry-After %s asks for %d ms', (header, ms) => expect(askedDelayMs(header, since)).toBe(ms))

  test('gets the patience it asks for, up to an hour', () => {
    const at = (askedMs: number) =>
      (nextAttemptAt({ attempts: 1, failingSince: since, askedMs }, since, middle)?.getTime() ?? 0) - since.getTime()
    expect(at(90_000)).toBe(90_000)
    expect(at(99_999_999_000)).toBe(3_600_000)
    expect(at(1)).toBe(3_750)
  })
})
