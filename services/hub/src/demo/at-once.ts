/** Platforms that work at the same time. */
const atOnce = 8

/** Act for each of them, for a few at the same time. Fails with the first act that does. */
export async function eachAtOnce<T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await act(next)
    }),
  )
}
