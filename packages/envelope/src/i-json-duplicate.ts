import { pointer } from '@inquiry/schema'

/** An object or array being read: the names met in an object, the index in an array. */
type Level = { isObject: boolean; names: Set<string>; name: string; index: number; expectsName: boolean }

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/**
 * The JSON Pointer of the first member whose name stands a second time in its object, in text that is JSON. `"a"` and
 * `"\u0061"` are one name. Only for text already known to hold one: it is slower than the scan.
 */
export function findDuplicate(text: string): string {
  const levels: Level[] = []
  for (const [symbol] of text.matchAll(token)) {
    const level = levels.at(-1)
    if (symbol === '{' || symbol === '[') levels.push(opened(symbol === '{'))
    else if (symbol === '}' || symbol === ']') levels.pop()
    else if (!level) continue
    else if (symbol === ',') advance(level)
    else if (symbol === ':') level.expectsName = false
    else if (level.expectsName && !remember(level, JSON.parse(symbol) as string)) return place(levels)
  }
  return ''
}

function opened(isObject: boolean): Level {
  return { isObject, names: new Set(), name: '', index: 0, expectsName: isObject }
}

function advance(level: Level): void {
  level.index++
  level.expectsName = level.isObject
}

/** Whether the name is new in its object. */
function remember(level: Level, name: string): boolean {
  const isNew = !level.names.has(name)
  level.names.add(name)
  level.name = name
  return isNew
}

function place(levels: readonly Level[]): string {
  return pointer(levels.map((level) => (level.isObject ? level.name : level.index)))
}
