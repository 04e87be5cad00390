import { deadlineProfiles } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import { listNodes } from '@inquiry/registry'
import { nodeDirectory, type Register } from '@inquiry/routing'
import { categories, isValidOn, type CodeList } from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'

/** What rules may name; the divisions of the hub's province and all categories as they hold today, to examine rules for. */
export async function routingRegister(db: Database | Transaction, hubId: string, now: Date): Promise<Register> {
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  return {
    nodes: nodeDirectory(await listNodes(db)),
    divisions: codesOn(divisions, today).filter((code) => code.startsWith(hubId.slice(0, 2))),
    categories: codesOn(categories, today),
    profiles: new Set(deadlineProfiles.map(({ id }) => id)),
  }
}

function codesOn({ codes }: CodeList, day: string): string[] {
  return codes.filter((entry) => isValidOn(entry, day)).map(({ code }) => code)
}
