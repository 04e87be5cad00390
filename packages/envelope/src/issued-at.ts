import { issuedAtWindow } from '@inquiry/schema'
import type { Refusal } from './refusal.ts'

const { maxAge, maxAhead } = issuedAtWindow

/** Undefined while `iat` (Unix seconds) lies within the window; otherwise `stale-envelope` with the hub's own time. */
export function judgeIssuedAt(iat: number, now: Date): Refusal | undefined {
  const hubTime = Math.floor(now.getTime() / 1000)
  if (iat >= hubTime - maxAge && iat <= hubTime + maxAhead) return undefined
  return {
    slug: 'stale-envelope',
    detail: {
      zh: `iat 为 ${iat}，枢纽时间为 ${hubTime}；允许最多早 ${maxAge} 秒、晚 ${maxAhead} 秒`,
      en: `iat is ${iat}, the hub's time ${hubTime}; it may be ${maxAge} s old and ${maxAhead} s ahead`,
    },
    errors: [],
    members: { hubTime, maxAge, maxAhead },
  }
}
