import { privateOf } from '../private-part.ts'
import type { Evolutions } from './evolution.ts'

/** The case's place among others of the same matter. */
export const matterEvolutions: Evolutions<'case.linked' | 'case.unlinked' | 'case.merged' | 'case.split'> = {
  'case.linked': (state, event) => {
    const added = (privateOf(event).cases ?? []).map(({ caseId, origin }) => ({
      caseId,
      origin,
      kind: event.data.kind,
    }))
    const known = new Set(added.map(({ caseId }) => caseId))
    return {
      ...state,
      matterId: event.data.matterId,
      links: [...state.links.filter(({ caseId }) => !known.has(caseId)), ...added],
    }
  },
  // With its last link the case leaves the matter.
  'case.unlinked': (state, event) => {
    const gone = new Set(privateOf(event).cases?.map(({ caseId }) => caseId))
    const links = state.links.filter(({ caseId }) => !gone.has(caseId))
    return { ...state, links, matterId: links.length === 0 ? null : state.matterId }
  },
  'case.merged': (state, event) => {
    const { matterId, primary } = event.data
    const [named] = privateOf(event).cases ?? []
    return { ...state, matterId, merged: { matterId, primary, origin: named?.origin ?? state.origin } }
  },
  'case.split': (state) => ({ ...state, merged: null }),
}
