export { caseEventsRoutes, type CaseEventsOptions } from './deliver/case-events.route.ts'
export { addressInboxesStep, inboxesCompleteTo, inboxReader } from './deliver/address-inboxes.worker.ts'
export { inboxEvent, resealed, type InboxSources } from './deliver/inbox-event.ts'
export { inboxRoutes, type InboxOptions } from './deliver/inbox.route.ts'
export { eventsRoutes, type EventsOptions } from './follow/events.route.ts'
export { checkpointsAbove, lastSigned, publishedCheckpoint, type SignedCheckpoint } from './log/checkpoints.query.ts'
export { cosignStep, type CosignOptions, type Witness } from './log/cosign.worker.ts'
export { growLogStep, logReader, type GrowLogOptions } from './log/grow-log.worker.ts'
export { logHealth } from './log/log-health.query.ts'
export { logOrigin, logVerifier, logVkey } from './log/log-keys.ts'
export { logRoutes, type LogRoutesOptions } from './log/log.route.ts'
export { thinCheckpointsStep, thinningWorker } from './log/thin-checkpoints.worker.ts'
export { loggedRowsAfter, type LoggedRow } from './log/logged-rows.query.ts'
export { storedTiles, type LogTree } from './log/tiles.query.ts'
export { LogForked, rememberIn, type RememberedCheckpoint } from './log/trusted-edge.ts'
export { deliveriesOverview } from './oversee/overview.query.ts'
export { overseeRoutes, type OverseeOptions } from './oversee/oversee.route.ts'
export { latestFaults, noteFault, type Fault } from './oversee/faults.query.ts'
export { OtherLog, relayName, relayStep, releaseRelay, type RelayOptions } from './publish/relay.worker.ts'
export { requestRepublication } from './publish/republication.query.ts'
export {
  deliverWebhooks,
  webhooksName,
  type WebhookDelivery,
  type WebhooksOptions,
} from './webhooks/deliver-webhooks.worker.ts'
export { resumeWebhooks, webhookChannel, webhooksOf } from './webhooks/webhooks.query.ts'
export { webhooksRoutes, type WebhooksRoutesOptions } from './webhooks/webhooks.route.ts'
export {
  fillInboxStreamStep,
  inboxStreamName,
  releaseInboxStream,
  type InboxStreamOptions,
} from './nats-inbox/fill-inbox-stream.worker.ts'
export { goodNatsUsers, natsUserChannel } from './nats-inbox/nats-users.query.ts'
export { selfNatsRoutes, type SelfNatsOptions } from './nats-inbox/self-nats.route.ts'
