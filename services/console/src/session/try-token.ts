import { Stats } from '@inquiry/schema'
import type { Refusal } from '../hub/answer.ts'
import { ask } from '../hub/hub.client.ts'

/** What a request header can carry. */
const sendable = /^[\x21-\x7e]+$/

/** Whether the token opens the console; `characters` if it cannot even be sent. Asks the hub for the least figure. */
export async function tryToken(token: string, language: 'zh' | 'en'): Promise<Refusal | 'characters' | null> {
  if (!sendable.test(token)) return 'characters'
  const answer = await ask('/v1/stats/cases', Stats, { token, language })
  return answer.ok ? null : answer.refusal
}
