/** Who has to cope with a change: the hub takes what nodes send, nodes read what the hub sends. */
export type Receiver = 'hub' | 'node'

/**
 * `safe`: a node that is never upgraded notices nothing. `unsafe`: it breaks. `risky`: it breaks if it was written
 * without the care that the standard asks for, or a machine cannot tell.
 */
export type Verdict = 'safe' | 'risky' | 'unsafe'

/** A change of a contract: the document and the place in it, what changed, and what that means for nodes. */
export type Change = { path: string; change: string; verdict: Verdict }

/** A change that narrows what may be sent: it breaks senders, and spares readers. */
export function narrowed(path: string, change: string, receiver: Receiver): Change {
  return { path, change, verdict: receiver === 'hub' ? 'unsafe' : 'safe' }
}

/** A change that widens what may be sent: it spares senders; readers meet what they have never seen. */
export function widened(path: string, change: string, receiver: Receiver, forReaders: Verdict): Change {
  return { path, change, verdict: receiver === 'hub' ? 'safe' : forReaders }
}
