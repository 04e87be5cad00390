/** How far a table was read: the greatest value of its cursor column, as the database writes it. */
export type Place = string

const whole = /^-?\d+$/
const time = /^(\d{4}-\d{2}-\d{2})([ T])(\d{2}:\d{2}:\d{2})(.*)$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** Whether the value can stand for a place. */
export function isPlace(value: string): boolean {
  return whole.test(value) || time.test(value) || day.test(value)
}

/** The place so many seconds, or numbers, before; of days at least one. */
export function earlier(place: Place, overlap: number): Place {
  if (whole.test(place)) return String(BigInt(place) - BigInt(overlap))
  const [, date = place, between = '', clock = '00:00:00', rest = ''] = time.exec(place) ?? []
  const before = new Date(Date.parse(`${date}T${clock}Z`) - overlap * 1000).toISOString()
  return between === '' ? before.slice(0, 10) : `${before.slice(0, 10)}${between}${before.slice(11, 19)}${rest}`
}

/** The later of two places of one column. */
export function later(a: Place, b: Place): Place {
  if (whole.test(a) && whole.test(b)) return BigInt(a) < BigInt(b) ? b : a
  return a < b ? b : a
}
