import type { CaseFile } from '@inquiry/case-record'
import { prepare, type PreparedCase } from '@inquiry/similarity'

/** A case made ready for comparison, from its text as it is now. */
export function prepareCase({ state, citizen }: CaseFile): PreparedCase {
  return prepare({
    title: state.title,
    content: state.content,
    division: state.division,
    submittedAt: state.submittedAt,
    node: state.origin,
    channel: state.channel,
    ...(state.place?.address === undefined ? {} : { address: state.place.address }),
    ...(citizen === null ? {} : { reporterKey: citizen }),
  })
}
