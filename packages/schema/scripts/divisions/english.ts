import { customPinyin, pinyin } from 'pinyin-pro'
import { ethnicNames } from './ethnic-names.ts'
import type { Division } from './revisions.ts'

/** The English word for a kind of division, longest Chinese ending first. */
const kinds: readonly (readonly [ending: string, english: string])[] = [
  ['自治州', 'Autonomous Prefecture'],
  ['自治县', 'Autonomous County'],
  ['自治旗', 'Autonomous Banner'],
  ['右翼前旗', 'Right Front Banner'],
  ['右翼中旗', 'Right Middle Banner'],
  ['右翼后旗', 'Right Rear Banner'],
  ['左翼中旗', 'Left Middle Banner'],
  ['左翼后旗', 'Left Rear Banner'],
  ['联合旗', 'United Banner'],
  ['左旗', 'Left Banner'],
  ['右旗', 'Right Banner'],
  ['前旗', 'Front Banner'],
  ['中旗', 'Middle Banner'],
  ['后旗', 'Rear Banner'],
  ['群岛', 'Islands'],
  ['地区', 'Prefecture'],
  ['林区', 'Forestry District'],
  ['特区', 'Special District'],
  ['新区', 'New Area'],
  ['矿区', 'Mining District'],
  ['省', 'Province'],
  ['市', 'City'],
  ['盟', 'League'],
  ['县', 'County'],
  ['区', 'District'],
  ['旗', 'Banner'],
]

// In the name of a place 都 is read dū; the dictionary reads it dōu.
customPinyin({ 都: 'dū' })

/**
 * A function from a division to its English label: the kind in English after the name in pinyin without tones, or in
 * the spelling of `rows` (`name,english`, the name being a six-digit code, a full name or a name without its kind).
 */
export function englishLabels(rows: readonly string[][]): (division: Division) => string {
  const spellings = new Map(rows.map(([name = '', english = '']) => [name, english]))
  return ({ code, name }) => spellings.get(code) ?? spellings.get(name) ?? labelOf(name, spellings)
}

function labelOf(name: string, spellings: ReadonlyMap<string, string>): string {
  const [ending, kind] = kinds.find(([candidate]) => hasEnding(name, candidate)) ?? ['', '']
  const { place, peoples } = withoutPeoples(name.slice(0, name.length - ending.length), kind)
  // A name of one syllable keeps its kind as part of the name: 梅县 is Meixian County.
  const proper = place.length === 1 && peoples.length === 0 ? `${place}${ending}` : place
  return [spellings.get(proper) ?? romanized(proper), listed(peoples), kind].filter(Boolean).join(' ')
}

/** 左旗 ends with 左旗 only if a name stands before it; 城区 and 新区 alone are names of districts. */
function hasEnding(name: string, ending: string): boolean {
  return name.endsWith(ending) && name.length > (ending.length > 1 ? ending.length + 1 : ending.length)
}

/** Takes the peoples from the end of an autonomous unit's name: 连山壮族瑶族 is 连山 of the Zhuang and the Yao. */
function withoutPeoples(name: string, kind: string): { place: string; peoples: string[] } {
  const people = ethnicNames.find(([chinese]) => name.endsWith(chinese))
  if (!people || !(kind.startsWith('Autonomous') || name.endsWith('族'))) return { place: name, peoples: [] }
  const before = withoutPeoples(name.slice(0, -people[0].length), 'Autonomous')
  return { place: before.place, peoples: [...before.peoples, people[1]] }
}

function listed(peoples: readonly string[]): string {
  return peoples.length < 2 ? (peoples[0] ?? '') : `${peoples.slice(0, -1).join(', ')} and ${peoples.at(-1)}`
}

/** Pinyin in one word, with an apostrophe before a later syllable that begins with a vowel: Xi'an. */
function romanized(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array' })
  const word = syllables.map((syllable, i) => (i > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable)).join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
