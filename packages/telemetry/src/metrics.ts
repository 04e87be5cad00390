import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The hub's figures in Prometheus form; names say the unit. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    envelopes: new Counter({
      name: 'inquiry_envelopes_total',
      help: 'Envelopes by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    messages: new Counter({
      name: 'inquiry_messages_total',
      help: 'Messages by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'inquiry_http_request_seconds',
      help: 'Time from request to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
      registers,
    }),
    groupCommit: new Histogram({
      name: 'inquiry_group_commit_envelopes',
      help: 'Envelopes committed together',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    }),
    intakeUnderWay: new Gauge({
      name: 'inquiry_intake_under_way',
      help: 'Envelopes that are being judged and recorded; beyond some hundreds new ones are sent away',
      registers,
    }),
    readerLag: new Gauge({
      name: 'inquiry_reader_lag_events',
      help: 'Events that a reader of the log has not worked on',
      labelNames: ['reader'],
      registers,
    }),
    relayActive: new Gauge({
      name: 'inquiry_relay_active',
      help: 'Whether a hub holds the lease of the relay to JetStream; there is none where there is no NATS',
      registers,
    }),
    deliveryWaiting: new Gauge({
      name: 'inquiry_delivery_waiting_events',
      help: 'Events in a node’s inbox that it has taken by none of its ways, 2000 at most',
      labelNames: ['node'],
      registers,
    }),
    deliveryLag: new Gauge({
      name: 'inquiry_delivery_lag_seconds',
      help: 'Age of the oldest event that a node has taken by none of its ways',
      labelNames: ['node'],
      registers,
    }),
    webhooks: new Gauge({
      name: 'inquiry_webhooks',
      help: 'Webhooks by status; failing ones are active ones whose last delivery was not taken',
      labelNames: ['status'],
      registers,
    }),
    logSize: new Gauge({ name: 'inquiry_log_events', help: 'Events in the case log', registers }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
