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
  // Without `cases` the case leaves its matter; with them it loses these links and stays in it.
  'case.unlinked': (state, event) => {
    const gone = privateOf(event).cases?.map(({ caseId }) => caseId)
    if (!gone) return { ...state, matterId: null, links: [] }
    const links = state.links.filter(({ caseId }) => !gone.includes(caseId))
    return { ...state, links, matterId: links.length === 0 ? null : state.matterId }
  },
  'case.merged': (state, { data }) => ({
    ...state,
    matterId: data.matterId,
    merged: { matterId: data.matterId, primary: data.primary },
  }),
  'case.split': (state) => ({ ...state, merged: null }),
}
