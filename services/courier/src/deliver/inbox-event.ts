import { recordedEvent, type StoredEvent } from '@inquiry/case-log'
import type { CaseFile } from '@inquiry/case-record'
import {
  importEncryptionKey,
  openReporter,
  sealReporter,
  type EncryptionKey,
  type FindPrivateKey,
} from '@inquiry/envelope'
import { mayOpenReporter, privateFor } from '@inquiry/lifecycle'
import type { Recipient } from '@inquiry/schema'

/** What an inbox event is made from: the case as it is now, and how reporter data are opened and sealed anew. */
export type InboxSources = {
  file: CaseFile | undefined
  findPrivateKey: FindPrivateKey
  /** The key that the receiving node gave for personal data. */
  encryptionKey: unknown
}

/** The text of an inbox event: the public event unchanged, and one more member, `private` (annex A7). */
export async function inboxEvent(event: StoredEvent, recipient: Recipient, sources: InboxSources): Promise<string> {
  const seen = sources.file
    ? privateFor(recordedEvent(event), sources.file.state, recipient)
    : nodePart(event, recipient)
  const withReporter =
    'case' in seen && seen.case
      ? { ...seen, case: { ...seen.case, reporter: await reporterFor(recipient.node, seen.case.reporter, sources) } }
      : seen
  const part = { ...withReporter, leaf: Buffer.from(event.leaf).toString('base64url') }
  return `${event.leaf.slice(0, -1)},"private":${JSON.stringify(part)}}`
}

/** Events about a node carry what the hub said to it. */
function nodePart(event: StoredEvent, { role }: Recipient) {
  const { message, reason } = event.private ?? {}
  return { role, ...(message === undefined ? {} : { message }), ...(reason === undefined ? {} : { reason }) }
}

/** Reporter data are opened and sealed anew to the handler's own key, if it gave one and may see them (annex B13). */
async function reporterFor<R extends { kind: string }>(
  node: string,
  reporter: R,
  { file, findPrivateKey, encryptionKey }: InboxSources,
): Promise<R & { sealed?: string }> {
  const key = importEncryptionKey(encryptionKey)
  if (!file?.sealed || !key || !mayOpenReporter(file.state, node)) return reporter
  const sealed = await resealed(file.sealed, key, findPrivateKey)
  return sealed === undefined ? reporter : { ...reporter, sealed }
}

/** The same reporter data for another key, or undefined where the hub can no longer open them. */
export async function resealed(
  sealed: string,
  key: EncryptionKey,
  findPrivateKey: FindPrivateKey,
): Promise<string | undefined> {
  const reporter = await openReporter(sealed, findPrivateKey)
  return reporter && sealReporter(reporter, key)
}

/** Whether the text of an inbox event bears reporter data, sealed to the node that gets it. */
export function bearsReporter(text: string): boolean {
  return /"reporter":\{"kind":"[a-z]+","sealed":"/.test(text)
}
