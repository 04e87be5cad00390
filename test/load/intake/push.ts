import http from 'node:http'

export type Measured = { casesPerSecond: number; p50Ms: number; p99Ms: number; failed: number }

/** Push bodies over keep-alive connections, each as soon as its connection is free. */
export async function pushAll(
  url: string,
  bodies: readonly string[],
  { connections, casesEach }: { connections: number; casesEach: number },
): Promise<Measured> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let failed = 0
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const sent = performance.now()
        const status = await post(url, body, agent)
        latencies.push(performance.now() - sent)
        if (status !== 200) failed += 1
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { casesPerSecond: (bodies.length * casesEach) / seconds, p50Ms: at(0.5), p99Ms: at(0.99), failed }
}

function post(url: string, body: string, agent: http.Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const request = http.request(
    url,
    {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/jose', 'content-length': Buffer.byteLength(body) },
    },
    (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    },
  )
  request.once('error', reject)
  request.end(body)
  return promise
}
