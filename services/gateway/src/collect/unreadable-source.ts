/** Why a database or an endpoint cannot be read; the message is its own, or names what is missing. */
export class UnreadableSource extends Error {
  override name = 'UnreadableSource'
}
