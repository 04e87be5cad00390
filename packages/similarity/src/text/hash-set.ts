/** 32-bit hashes in one typed array, which is filled anew without garbage: a Set keeps most of them as objects. */
export class HashSet {
  /** 0 where a slot is free. */
  #slots = new Int32Array(1024)
  #hasZero = false

  /** Hold these hashes and no others. */
  fill(hashes: Int32Array): void {
    if (this.#slots.length < hashes.length * 2)
      this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(hashes.length * 2)))
    else this.#slots.fill(0)
    this.#hasZero = false
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number
      if (hash === 0) this.#hasZero = true
      else this.#slots[this.#slotOf(hash)] = hash
    }
  }

  has(hash: number): boolean {
    return hash === 0 ? this.#hasZero : this.#slots[this.#slotOf(hash)] === hash
  }

  /** Where the hash stands, or the free slot where it would. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
}
