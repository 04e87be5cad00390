import { channels } from './channel.ts'
import type { CodeList } from './code-list.ts'
import { declineReasons } from './decline-reason.ts'
import { natures } from './nature.ts'
import { outcomes } from './outcome.ts'
import { pauseReasons } from './pause-reason.ts'
import { returnReasons } from './return-reason.ts'
import { secrecies } from './secrecy.ts'
import { sharingTypes } from './sharing-type.ts'
import { statuses } from './status.ts'
import { supervisionLevels } from './supervision-level.ts'
import { updateCycles } from './update-cycle.ts'
import { urgencies } from './urgency.ts'

/** The names under which code lists are served at `/v1/code-lists/{name}`. */
export const codeListNames = [
  'nature',
  'channel',
  'secrecy',
  'urgency',
  'status',
  'division',
  'category',
  'decline-reason',
  'return-reason',
  'pause-reason',
  'outcome',
  'supervision-level',
  'sharing-type',
  'update-cycle',
] as const

export type CodeListName = (typeof codeListNames)[number]

/** The short lists, whose codes the standard's text fixes: every list but `division` and `category`. */
export const shortCodeLists: readonly CodeList[] = [
  natures,
  channels,
  secrecies,
  urgencies,
  statuses,
  declineReasons,
  returnReasons,
  pauseReasons,
  outcomes,
  supervisionLevels,
  sharingTypes,
  updateCycles,
]
