/**
 * Numbers by 32-bit hashes, in two typed arrays: read faster than a Map, whose keys beyond 31 bits are objects.
 */
export class HashTable {
  readonly #hashes: Int32Array
  readonly #values: Float64Array
  readonly #mask: number

  constructor(entries: Iterable<readonly [hash: number, value: number]>) {
    const list = [...entries]
    const room = 2 ** Math.ceil(Math.log2(Math.max(2, list.length * 2)))
    this.#mask = room - 1
    this.#hashes = new Int32Array(room)
    this.#values = new Float64Array(room).fill(Number.NaN)
    for (const [hash, value] of list) {
      const slot = this.#slotOf(hash)
      this.#hashes[slot] = hash
      this.#values[slot] = value
    }
  }

  /** The number of a hash, or `otherwise`. */
  get(hash: number, otherwise: number): number {
    const value = this.#values[this.#slotOf(hash)] as number
    return Number.isNaN(value) ? otherwise : value
  }

  /** Where the hash stands, or the free place where it would. */
  #slotOf(hash: number): number {
    let slot = hash & this.#mask
    while (!Number.isNaN(this.#values[slot]) && this.#hashes[slot] !== hash) slot = (slot + 1) & this.#mask
    return slot
  }
}
