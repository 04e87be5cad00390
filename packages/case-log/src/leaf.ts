import { dataSchema, wireType, type NewEvent, type RecordedEvent } from '@inquiry/schema'

/** A time as the log writes it: milliseconds and the offset of Beijing, `2026-11-22T10:00:00.123+08:00`. */
export function logTime(instant: Date): string {
  return `${new Date(instant.getTime() + eightHours).toISOString().slice(0, -1)}+08:00`
}

const eightHours = 8 * 3_600_000

/**
 * The exact text of the public event at a position: CloudEvents 1.0 structured JSON with a fixed order of members. It
 * is the leaf of the transparency log (RFC 6962) and the payload on NATS.
 */
export function leafOf(hubId: string, event: RecordedEvent): string {
  return JSON.stringify({
    specversion: '1.0',
    id: `${hubId}:${event.position}`,
    source: `/hubs/${hubId}`,
    type: wireType(event.type),
    subject: event.subject,
    time: event.time,
    dataschema: dataSchema(event.type),
    datacontenttype: 'application/json',
    position: event.position,
    sequence: String(event.position),
    node: event.node,
    division: event.division,
    envelopedigest: event.envelopeDigest,
    data: event.data,
  })
}

/** Bytes of an event's public data at most: with its head it is a leaf of less than 65,536 bytes (annex A17). */
const longestData = 64_000

/** The member of the public data that makes the event too long for a leaf: the longest; undefined where it is short enough. */
export function overlongMember({ data }: Pick<NewEvent, 'data'>): string | undefined {
  const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '')
  if (bytesOf(data) <= longestData) return undefined
  const [[member]] = Object.entries(data)
    .map(([name, value]) => [name, bytesOf(value)] as const)
    .toSorted(([, one], [, other]) => other - one) as [[string, number]]
  return member
}

/** An event that no entry of the log can carry was to be appended; nothing was. */
export class OverlongEvent extends RangeError {
  readonly member: string
  constructor(type: string, member: string) {
    super(`data.${member} of ${type} is too long: an event's public data has at most ${longestData} bytes`)
    this.member = member
  }
}

/** Give an event its place and time. Throws OverlongEvent. */
export function record(event: NewEvent, position: number, time: string): RecordedEvent {
  const member = overlongMember(event)
  if (member !== undefined) throw new OverlongEvent(event.type, member)
  return { ...event, position, time }
}
