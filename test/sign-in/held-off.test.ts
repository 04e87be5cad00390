import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createProvider } from '@inquiry/access'
import { IssuerAway, issuerKeys } from '@inquiry/envelope'
import { expect, onTestFinished, test } from 'vitest'

/** A server that fails at everything, and counts how often it was asked. */
async function failing(): Promise<{ url: string; asked: () => number }> {
  let count = 0
  const server = createServer((_, response) => {
    count += 1
    response.writeHead(500).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => count }
}

test('a provider that fails is not asked again at once for its discovery document', async () => {
  const { url: issuer, asked } = await failing()
  const claims = { roles: 'roles', divisions: 'divisions' }
  const provider = createProvider({ issuer, audience: 'hub', client: undefined, claims }, () => new Date())
  await expect(provider.look()).rejects.toThrow(IssuerAway)
  const first = asked()
  expect(first).toBeGreaterThan(0)
  await expect(provider.look()).rejects.toThrow(IssuerAway)
  expect(asked()).toBe(first)
})

test('nor for its keys', async () => {
  const { url, asked } = await failing()
  const keys = issuerKeys(new URL(`${url}/jwks`))
  const look = async () => keys({ alg: 'ES256', kid: 'k1' }, { payload: '', signature: '' })
  await expect(look()).rejects.toThrow(IssuerAway)
  await expect(look()).rejects.toThrow(IssuerAway)
  expect(asked()).toBe(1)
})
