import type { ReporterIdentity } from '@inquiry/envelope'
import type { CaseSubmitted } from '@inquiry/schema'

/** A case as a row tells it; its reporter's data is not sealed yet, its attachments are names of files. */
export type MappedCase = {
  sourceId: string
  data: CaseSubmitted
  identity: ReporterIdentity | undefined
  attachments: string[]
}
