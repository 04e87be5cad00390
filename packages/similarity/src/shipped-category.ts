import file from '../model/category.json' with { type: 'json' }
import type { CategoryModel } from './category.ts'

/** A category model as its file keeps it, in base64: int32 hashes, sixteenths of rarity, signed weights of eight bits. */
export interface CategoryModelFile {
  readonly version: string
  readonly codes: readonly string[]
  readonly biases: readonly number[]
  /** What a weight of 127 stands for. */
  readonly scale: number
  readonly hashes: string
  readonly rarities: string
  readonly weights: string
}

/** The category model that ships with this package. */
export function shippedCategoryModel(): CategoryModel {
  model ??= readCategoryModel(file)
  return model
}

/** Read a category model's file. */
export function readCategoryModel({ version, codes, biases, scale, ...packed }: CategoryModelFile): CategoryModel {
  const hashes = Buffer.from(packed.hashes, 'base64')
  const rarities = Buffer.from(packed.rarities, 'base64')
  const weights = Buffer.from(packed.weights, 'base64')
  const words = new Map<number, { rarity: number; weights: Float32Array }>()
  for (let at = 0; at < rarities.length; at++) {
    const own = Float32Array.from(codes, (_, code) => (weights.readInt8(at * codes.length + code) * scale) / 127)
    words.set(hashes.readInt32LE(at * 4), { rarity: (rarities[at] ?? 0) / 16, weights: own })
  }
  return { version, codes, biases, words }
}

/** Write a category model's file; words stand in it as hashes only. */
export function writeCategoryModel({ version, codes, biases, words }: CategoryModel): CategoryModelFile {
  const entries = [...words].toSorted((a, b) => a[0] - b[0])
  const all = entries.flatMap(([, { weights }]) => codes.map((_, code) => Math.abs(weights[code] ?? 0)))
  const scale = all.reduce((most, weight) => Math.max(most, weight), 0)
  const hashes = Buffer.alloc(entries.length * 4)
  const rarities = Buffer.alloc(entries.length)
  const packed = Buffer.alloc(entries.length * codes.length)
  for (const [at, [hash, { rarity, weights }]] of entries.entries()) {
    hashes.writeInt32LE(hash, at * 4)
    rarities[at] = Math.min(255, Math.round(rarity * 16))
    for (let code = 0; code < codes.length; code++) {
      packed.writeInt8(Math.round(((weights[code] ?? 0) * 127) / scale), at * codes.length + code)
    }
  }
  return {
    version,
    codes,
    biases: biases.map((bias) => Number(bias.toPrecision(5))),
    scale: Number(scale.toPrecision(5)),
    hashes: hashes.toString('base64'),
    rarities: rarities.toString('base64'),
    weights: packed.toString('base64'),
  }
}

let model: CategoryModel | undefined
