import { sealEnrolment } from '@inquiry/envelope'
import type { Sender } from './envelopes.ts'

/** Add the benchmark's platform to a hub and let it enrol. */
export async function enrolSender(url: string, { nodeId, hubId, key }: Sender, token: string): Promise<void> {
  const created = await fetch(`${url}/v1/nodes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ nodeId, name: nodeId, kind: 'city' }),
  })
  const { enrolment } = (await created.json()) as { enrolment: { code: string } }
  const claims = { iss: nodeId, aud: hubId, iat: Math.floor(Date.now() / 1000), jti: 'enrol', code: enrolment.code }
  const answer = await fetch(`${url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: await sealEnrolment(claims, key.signer, key.jwk),
  })
  if (answer.status !== 201) throw new Error(`the benchmark's node could not enrol: ${await answer.text()}`)
}
