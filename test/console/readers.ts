import type { Reader } from './browser.ts'

/** Every reader that the console is made for, by how they sit before it, each with the words that stand there for them. */
export function everyReader<T>({ zh, en }: { zh: T; en: T }): [name: string, reader: Reader, words: T][] {
  return [
    ['in Chinese on a wide screen', { language: 'zh-CN', width: 1440 }, zh],
    ['in English on a wide screen', { language: 'en-GB', width: 1440 }, en],
    ['in Chinese on a telephone', { language: 'zh-CN', width: 390 }, zh],
    ['in English on a telephone', { language: 'en-GB', width: 390 }, en],
  ]
}
