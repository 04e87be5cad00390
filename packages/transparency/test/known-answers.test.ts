import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  emptyEdge,
  emptyRootHash,
  growTree,
  hashLeaf,
  inclusionProof,
  MemoryTileStore,
  rootHashAt,
} from '../src/index.ts'
import { sha256 as native } from '../src/sha256-native.ts'
import { sha256 as portable } from '../src/sha256-portable.ts'

// The eight leaves and the roots by which implementations of RFC 6962 have been compared since the first ones.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => hashLeaf(Buffer.from(hex, 'hex')),
)
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function storeOf(size: number): MemoryTileStore {
  const store = new MemoryTileStore()
  store.writeTiles(growTree(emptyEdge, leaves.slice(0, size)).tiles)
  return store
}

describe('the reference tree of eight leaves', () => {
  test.each(roots.map((root, size) => [size, root] as const))('has at %i leaves the root %s', async (size, root) => {
    expect(hex(growTree(emptyEdge, leaves.slice(0, size)).rootHash)).toBe(root)
    expect(hex(await rootHashAt(storeOf(8), size))).toBe(root)
  })

  test('proves its sixth leaf with the hashes published for it', async () => {
    expect((await inclusionProof(storeOf(8), 5, 8)).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('proves its growth from six to eight leaves with the hashes published for it', async () => {
    expect((await consistencyProof(storeOf(8), 6, 8)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })
})

test('the empty log has the hash of the empty string as its root', () => {
  expect(hex(emptyRootHash)).toBe(roots[0])
})

test.each([0, 1, 55, 56, 63, 64, 65, 1000, 65_535])('both SHA-256 agree on %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) % 256)
  expect(hex(portable(bytes))).toBe(hex(native(bytes)))
})
