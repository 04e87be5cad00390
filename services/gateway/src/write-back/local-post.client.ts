/** Post an event to the platform's own address; undefined where it took it, else why not. It never throws. */
export async function postEvent(
  url: string,
  event: object,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', 'webhook-id': id },
      body: JSON.stringify(event),
      signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `HTTP ${response.status}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return `${error instanceof Error ? error.message : String(error)}${cause}`
  }
}
