/** A division with the first and the last revision of the code table (`YYYYMM`) in which it stands. */
export type Division = { code: string; name: string; first: string; last: string }

/** The rows `code,name,first,last` of data/division-revisions.csv, in the order of the codes. */
export function readRevisions(rows: readonly string[][]): Division[] {
  return rows.map(([code = '', name = '', first = '', last = '']) => ({
    code,
    name: fullName(code, name),
    first,
    last,
  }))
}

/** Days and successors known better than the revisions tell them; an empty cell leaves what they tell. */
export type KnownDates = {
  validFrom?: string | undefined
  validTo?: string | undefined
  replacedBy?: string | undefined
}

/** The rows `code,validFrom,validTo,replacedBy` of data/division-dates.csv by code. */
export function readDates(rows: readonly string[][]): ReadonlyMap<string, KnownDates> {
  return new Map(
    rows.map(([code = '', validFrom, validTo, replacedBy]) => [
      code,
      { validFrom: validFrom || undefined, validTo: validTo || undefined, replacedBy: replacedBy || undefined },
    ]),
  )
}

const provinceNames: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  31: '上海市',
  41: '河南省',
  42: '湖北省',
  46: '海南省',
  50: '重庆市',
  65: '新疆维吾尔自治区',
}

/** The groups that stand for a level of their own have no name but their kind: the province is put before it. */
function fullName(code: string, name: string): string {
  const isGroup = ['市辖区', '县', '市'].includes(name) || name.includes('直辖')
  return isGroup ? `${provinceNames[code.slice(0, 2)] ?? ''}${name.replace(/^(省|自治区)/, '')}` : name
}
