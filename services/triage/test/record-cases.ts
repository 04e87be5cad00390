import { randomUUID } from 'node:crypto'
import { atLogHead } from '@inquiry/case-log'
import { contextAt, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import type { CaseMessage } from '@inquiry/lifecycle'
import { v7 as uuidv7 } from 'uuid'

export const hubId = '440000-hub'

/** A case as it comes to a node. `citizen` is the keyed hash by which the hub tells one citizen from another. */
export type Filed = {
  title: string
  content: string
  node?: string
  division?: string
  citizen?: string | null
  at?: Date
  category?: { scheme: string; version: string; code: string }
}

/** A complaint that names its place. */
export const elevator = {
  title: '和泰花园7号楼电梯困人',
  content: '和泰花园7号楼的电梯本周第三次困人，物业电话无人接听，请质监部门检查。',
}

/** Record cases as intake does, without its door; answers their ids. */
export async function recordCases(db: Database, filed: readonly Filed[]): Promise<string[]> {
  return atLogHead(db, { hubId, now: () => filed[0]?.at ?? new Date() }, async (tx, head) => {
    const context = contextAt(head, hubId, () => true)
    const files = filed.map((one): CaseFile => {
      const caseId = uuidv7()
      const command = { kind: 'message', caseId, sender: one.node ?? '440100', message: submission(one) } as const
      const submitted = settle(head, undefined, command, context)
      if (!submitted.ok) throw new Error(submitted.problem.detail.en)
      return {
        state: submitted.state,
        queryCode: randomUUID(),
        sealed: null,
        citizen: one.citizen ?? null,
      }
    })
    await saveCases(tx, files)
    return files.map(({ state }) => state.caseId)
  })
}

function submission({ title, content, division = '440106', at = new Date(), category }: Filed): CaseMessage {
  return {
    id: `m-${uuidv7()}`,
    type: 'case.submitted',
    time: at.toISOString(),
    case: { sourceId: `s-${uuidv7()}` },
    data: {
      nature: 'complaint',
      title,
      content,
      ...(category === undefined ? {} : { category }),
      division,
      channel: 'web',
      submittedAt: at.toISOString(),
      reporter: { kind: 'person' },
      secrecy: 'none',
      public: true,
      urgency: 'normal',
    },
  }
}
