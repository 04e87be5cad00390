/**
 * The JetStream subject of a public event: `inquiry.v1.<pp>.<cc>.<dd>.<event type>`, the division split in twos. Other
 * characters than letters, digits, `-` and the type's own dots cannot occur in it.
 */
export function eventSubject(division: string, type: string): string {
  const [province, city, county] = [division.slice(0, 2), division.slice(2, 4), division.slice(4, 6)].map(token)
  return `inquiry.v1.${province}.${city}.${county}.${type.split('.').map(token).join('.')}`
}

/** The subject of an inbox event: `inbox.v1.<nodeId>.<event type>`; with `>` for the type, all of a node's. */
export function inboxSubject(node: string, type: string): string {
  return `inbox.v1.${token(node)}.${type === '>' ? type : type.split('.').map(token).join('.')}`
}

/** One token of a subject: whatever NATS gives a meaning (`.`, `*`, `>`, white space) becomes `_`. */
export function token(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_-]/g, '_') || '_'
}
