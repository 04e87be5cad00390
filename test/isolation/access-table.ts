/**
 * Who may use an operation: everyone, without a credential; nodes, each for what is its own; the parties to a case, while
 * others are answered as if there were none; coordinators alone; or whoever signs its body.
 */
export type Audience =
  | 'everyone'
  | 'each node'
  | 'the node itself'
  | 'parties'
  | 'any credential'
  | 'coordinators'
  | 'signers'

/** Every operation of the hub. One that is missing here fails the test: it has to be thought about first. */
export const accessTable: Record<string, Audience> = {
  'GET /.well-known/inquiry-hub': 'everyone',
  'GET /.well-known/jwks.json': 'everyone',
  'GET /healthz': 'everyone',
  'GET /readyz': 'everyone',
  'GET /v1/catalogue': 'everyone',
  'GET /v1/code-lists': 'everyone',
  'GET /v1/code-lists/{name}': 'everyone',
  'GET /v1/calendars/{year}': 'everyone',
  'GET /v1/deadline-profiles': 'everyone',
  'POST /v1/deadlines': 'everyone',
  'GET /v1/log/checkpoint': 'everyone',
  'GET /v1/log/proof': 'everyone',
  'GET /v1/log/tile/{tile}': 'everyone',
  'GET /v1/public/cases/{queryCode}': 'everyone',

  'POST /v1/messages': 'signers',
  'POST /v1/enrolments': 'signers',
  'POST /v1/keys': 'signers',

  'GET /v1/self': 'each node',
  'GET /v1/keys': 'each node',
  'GET /v1/rejections': 'each node',
  'GET /v1/inbox': 'each node',
  'GET /v1/inbox/stream': 'each node',
  'GET /v1/webhooks': 'each node',
  'PUT /v1/webhooks/{id}': 'each node',
  'DELETE /v1/webhooks/{id}': 'each node',
  'POST /v1/webhooks/{id}/resume': 'each node',
  'POST /v1/self/nats': 'each node',
  'PUT /v1/attachments/{digest}': 'each node',
  'DELETE /v1/keys/{kid}': 'the node itself',
  'GET /v1/code-lists/{name}/mappings/{nodeId}': 'the node itself',
  'PUT /v1/code-lists/{name}/mappings/{nodeId}': 'the node itself',

  'GET /v1/cases/{caseId}': 'parties',
  'GET /v1/cases/{caseId}/events': 'parties',

  'GET /v1/attachments/{digest}': 'any credential',
  'GET /v1/events': 'any credential',
  'GET /v1/events/stream': 'any credential',
  'GET /v1/events/{position}': 'any credential',
  'GET /v1/catalogue/requests': 'any credential',
  'POST /v1/catalogue/requests': 'any credential',
  'POST /v1/catalogue/requests/{id}/decision': 'any credential',
  'PUT /v1/catalogue/offers/{code}': 'any credential',
  'DELETE /v1/catalogue/offers/{code}': 'any credential',

  'GET /v1/cases': 'coordinators',
  'GET /v1/cases/{caseId}/advice': 'coordinators',
  'POST /v1/cases/{caseId}/assignments': 'coordinators',
  'DELETE /v1/cases/{caseId}/assignments/{nodeId}': 'coordinators',
  'POST /v1/cases/{caseId}/designation': 'coordinators',
  'POST /v1/cases/{caseId}/supervision': 'coordinators',
  'DELETE /v1/cases/{caseId}/supervision/{supervisionId}': 'coordinators',
  'POST /v1/cases/{caseId}/extension': 'coordinators',
  'POST /v1/cases/{caseId}/reopening': 'coordinators',
  'POST /v1/cases/{caseId}/review': 'coordinators',
  'POST /v1/cases/{caseId}/reporter-release': 'coordinators',
  'POST /v1/cases/{caseId}/links': 'coordinators',
  'DELETE /v1/cases/{caseId}/links/{otherId}': 'coordinators',
  'PUT /v1/calendars/{year}': 'coordinators',
  'GET /v1/decision-rules': 'coordinators',
  'PUT /v1/decision-rules': 'coordinators',
  'GET /v1/deliveries': 'coordinators',
  'POST /v1/deliveries/redrive': 'coordinators',
  'POST /v1/republications': 'coordinators',
  'GET /v1/matters': 'coordinators',
  'GET /v1/matters/{matterId}': 'coordinators',
  'POST /v1/matters/{matterId}/merge': 'coordinators',
  'POST /v1/matters/{matterId}/split': 'coordinators',
  'GET /v1/matter-candidates': 'coordinators',
  'GET /v1/hotspots': 'coordinators',
  'GET /v1/cases/{caseId}/category-suggestions': 'coordinators',
  'GET /v1/nodes': 'coordinators',
  'POST /v1/nodes': 'coordinators',
  'POST /v1/nodes/{nodeId}/enrolments': 'coordinators',
  'POST /v1/nodes/{nodeId}/suspension': 'coordinators',
  'DELETE /v1/nodes/{nodeId}/suspension': 'coordinators',
  'GET /v1/routes': 'coordinators',
  'PUT /v1/routes': 'coordinators',
  'POST /v1/routes/simulate': 'coordinators',
  'GET /v1/routes/sheet': 'coordinators',
  'POST /v1/routes/sheet': 'coordinators',
  'PUT /v1/routes/sheet': 'coordinators',
  'GET /v1/stats/cases': 'coordinators',
  'GET /v1/stats/passing': 'coordinators',
  'GET /v1/keys/{kid}/disputed-events': 'coordinators',
  'GET /v1/hub-keys': 'coordinators',
  'GET /v1/access-records': 'coordinators',
  'GET /v1/retention': 'coordinators',
  'POST /v1/retention/runs': 'coordinators',
  'POST /v1/hub-keys/{purpose}/rotation': 'coordinators',
  'POST /v1/test/clock': 'coordinators',
}
