import type { CodeList } from './code-list.ts'

/**
 * First day for which the codes of the standard's own lists hold. It lies before the first online inquiry platforms, so
 * that a node may bring in its old cases under the same codes.
 */
export const standardCodesSince = '2000-01-01'

/** A code list in the order of `codes`, with the labels `[zh, en]` that the table gives for each of them. */
export function standardList<const Code extends string>(
  name: string,
  version: string,
  codes: readonly Code[],
  labels: Readonly<Record<Code, readonly [zh: string, en: string]>>,
): CodeList {
  return {
    name,
    version,
    codes: codes.map((code) => ({ code, zh: labels[code][0], en: labels[code][1], validFrom: standardCodesSince })),
  }
}
