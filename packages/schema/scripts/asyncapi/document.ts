import { eventTypeNames } from '../../src/index.ts'
import { components, messageNames } from './components.ts'

/** The AsyncAPI 3 document: where events come from, what they look like, and one example of each. */
export function asyncApi(): unknown {
  return {
    asyncapi: '3.0.0',
    info: {
      title: '网络问政数据交换标准：事件 Inquiry Exchange Standard: events',
      version: '1.0.0',
      description: [
        '枢纽把每一步都发布为 CloudEvents 1.0 结构化 JSON 事件。公开事件只含公开字段；收件箱事件另有 private 部分。',
        'Every step of a case is published as a CloudEvents 1.0 event in structured JSON. Deliveries are at least once, in order per case; deduplicate by `id`. Readers ignore members they do not know.',
      ].join('\n\n'),
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers,
    channels: channels(),
    operations: operations(),
    components: { ...components(), parameters, securitySchemes },
  }
}

const servers = {
  nats: {
    host: 'hub.example:4222',
    protocol: 'nats',
    description: 'JetStream of the hub; its address stands in discovery (`events.nats.url`).',
    security: [{ $ref: '#/components/securitySchemes/natsUser' }],
  },
  http: {
    host: 'hub.example',
    protocol: 'https',
    description: 'The hub itself.',
    security: [{ $ref: '#/components/securitySchemes/accessToken' }],
  },
}

const securitySchemes = {
  natsUser: {
    type: 'userPassword',
    description:
      'From `POST /v1/self/nats`: an nkey seed (`nkey`), shown once, whose user reaches the node’s own consumers and the named subjects only. Answers to requests must arrive under `inboxPrefix` (`_INBOX_<nodeId>`): set it as the client’s inbox prefix. The user is good as long as the key by which the node asked.',
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A JWT that the node signs itself, `typ` = `inquiry-access+jwt`, valid for at most 300 s.',
  },
}

const parameters = {
  pp: { description: '省 first two digits of the division', examples: ['44'] },
  cc: { description: '市 third and fourth digit', examples: ['01'] },
  dd: { description: '县 last two digits', examples: ['06'] },
  nodeId: { description: '节点代码 the receiving node', examples: ['440100'] },
  eventType: { description: '事件类型 type without prefix and version', enum: [...eventTypeNames] },
  webhookUrl: {
    description: '节点登记的地址 the address that the node registered',
    examples: ['wenzheng.example/inquiry'],
  },
}

const parameter = (name: keyof typeof parameters) => ({ $ref: `#/components/parameters/${name}` })

type Kind = 'open' | 'inbox'

function messagesOf(kind: Kind): Record<string, unknown> {
  const names = eventTypeNames.map((type) => messageNames(type)[kind])
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]))
}

function channels(): Record<string, unknown> {
  return {
    inquiryStream: {
      address: 'inquiry.v1.{pp}.{cc}.{dd}.{eventType}',
      title: '公开事件流 public events on JetStream',
      description:
        'Stream `INQUIRY`. `Nats-Msg-Id` is the event’s `id`; the payload is the exact leaf of the transparency log. Listening to a city is `inquiry.v1.44.01.>`; a node fetches by the durable pull consumer that bears its nodeId. The stream holds one unbroken run of positions: where it has lost something the hub fills it anew, so that positions come again, in order. A reader of the whole stream therefore applies an event whose position is one above the last, passes over those it has seen, and waits where one is missing (events older than 30 days have left the stream; `GET /v1/events` has them).',
      'x-jetstream': { stream: 'INQUIRY', consumer: '{nodeId}' },
      servers: [{ $ref: '#/servers/nats' }],
      parameters: { pp: parameter('pp'), cc: parameter('cc'), dd: parameter('dd'), eventType: parameter('eventType') },
      messages: messagesOf('open'),
    },
    inboxStream: {
      address: 'inbox.v1.{nodeId}.{eventType}',
      title: '节点收件箱 a node’s inbox on JetStream',
      description:
        'Stream `INBOX`. `Nats-Msg-Id` is `<nodeId>/<event id>`; the payload is the same bytes as in `GET /v1/inbox`. The node fetches by the durable pull consumer that bears its nodeId and acknowledges each event when it has kept it: then the event leaves the stream. One event at a time is on its way, also within one fetch: the next comes when the one before is acknowledged, so that nothing overtakes; what is not acknowledged within 10 s comes again; deduplicate by `id`. Gaps between positions are normal here.',
      'x-jetstream': { stream: 'INBOX', consumer: '{nodeId}' },
      servers: [{ $ref: '#/servers/nats' }],
      parameters: { nodeId: parameter('nodeId'), eventType: parameter('eventType') },
      messages: messagesOf('inbox'),
    },
    eventStream: {
      address: '/v1/events/stream',
      title: '公开事件（SSE） public events as Server-Sent Events',
      description:
        '`id:` is the position, `event:` the CloudEvents type, `data:` the leaf on one line. `Last-Event-ID` resumes.',
      servers: [{ $ref: '#/servers/http' }],
      messages: messagesOf('open'),
    },
    inboxEventStream: {
      address: '/v1/inbox/stream',
      title: '收件箱（SSE） the inbox as Server-Sent Events',
      description:
        '`id:` is the position, `event:` the CloudEvents type, `data:` the inbox event on one line, the same bytes as in `GET /v1/inbox`. From the beginning, or after `after`; `Last-Event-ID` resumes.',
      servers: [{ $ref: '#/servers/http' }],
      messages: messagesOf('inbox'),
    },
    webhook: {
      address: '{webhookUrl}',
      title: '推送 webhook deliveries',
      description:
        'Signed after the Standard Webhooks specification: `webhook-id` (the event id), `webhook-timestamp`, `webhook-signature`. Before anything else the endpoint is sent `{"type":"inquiry.webhook.challenge.v1","challenge":"…"}`, signed in the same way, and must answer 2xx with `{"challenge":"<the same>"}`. An event is delivered when it is answered 2xx within 20 s; redirects are not followed and 64 KiB of an answer are read at most. It is tried again with growing delay, `Retry-After` up to an hour is honoured, and nothing after it is sent before; after three days the webhook is parked, after 410 it is disabled, until `POST /v1/webhooks/{id}/resume`.',
      parameters: { webhookUrl: parameter('webhookUrl') },
      messages: messagesOf('inbox'),
    },
  }
}

function operations(): Record<string, unknown> {
  return {
    publishEvents: operation('inquiryStream', '发布公开事件 publish every event of the log'),
    deliverToInbox: operation('inboxStream', '送达收件箱 deliver to the inbox of each node concerned'),
    streamEvents: operation('eventStream', '推送公开事件 stream every event of the log'),
    streamInbox: operation('inboxEventStream', '推送收件箱 stream the inbox to its node'),
    pushToNode: operation('webhook', '推送收件箱事件 push inbox events to the node'),
  }
}

function operation(channel: string, title: string): unknown {
  return { action: 'send', channel: { $ref: `#/channels/${channel}` }, title }
}
