import type { ProblemSlug } from '@inquiry/schema'
import type { World } from './world.ts'

/** The answer due to something bad: a problem, and where it points to, as far as the row says. */
export type Due = { slug: ProblemSlug; status: number; pointer?: string; rule?: string }

/** Who asks: a node that has a case, another one, the administrator, or nobody at all. */
export type Asker = 'node' | 'other' | 'suspended' | 'administrator' | 'nobody'

/** A request that must not be done. In paths `{case}` is the asking node's case, `{foreign}` another's, `{kid}` its key. */
export type BadRequest = Due & {
  name: string
  method: string
  path: string
  as?: Asker
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** What the answer's headers must say too. */
  answered?: Record<string, string>
}

/** A credential that lets nobody in. */
export type BadToken = Due & { name: string; make: (world: World) => string | Promise<string> }

/** Bytes on a connection that are no request that a hub takes. */
export type BadBytes = Due & { name: string; bytes: (host: string) => readonly (string | Uint8Array)[] }

/** A signed body for one of the doors that take one. */
export type BadBody = Due & { name: string; path: string; make: (world: World) => Promise<string> }

/** A message in a good envelope: the node that says it, and what is wrong with it. */
export type BadMessage = Due & { name: string; by?: 'node' | 'other' | 'handler'; make: (world: World) => object }
