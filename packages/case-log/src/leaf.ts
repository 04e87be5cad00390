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

/** Give an event its place and time. */
export function record(event: NewEvent, position: number, time: string): RecordedEvent {
  return { ...event, position, time }
}
