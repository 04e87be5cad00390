import { openConnection } from '../connection.ts'

/** Send requests over so many connections, each as soon as the one before is answered; answers how many a second were taken. */
export async function sendInTurn(url: string, requests: readonly Buffer[], connections: number): Promise<number> {
  let next = 0
  const began = performance.now()
  const connection = async (): Promise<void> => {
    const { ask, close } = openConnection(url)
    for (let request = requests[next++]; request; request = requests[next++]) {
      const { status } = await ask(request)
      if (status !== 200) throw new Error(`an envelope was answered ${status} where there is room for all`)
    }
    close()
  }
  await Promise.all(Array.from({ length: connections }, connection))
  return requests.length / ((performance.now() - began) / 1000)
}
