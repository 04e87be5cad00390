import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** A word and its part of speech in jieba's tag set (n noun, v verb, ns place, x newly found or punctuation, …). */
export interface TaggedWord {
  readonly word: string
  readonly tag: string
}

/** Cut a normalised text into words with their parts of speech. The dictionary (150 ms) is loaded at the first call. */
export function segment(text: string): TaggedWord[] {
  dictionary ??= Jieba.withDict(dict)
  return dictionary.tag(text, true)
}

let dictionary: Jieba | undefined
