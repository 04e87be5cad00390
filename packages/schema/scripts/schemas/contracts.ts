import type { z } from 'zod'
import * as schema from '../../src/index.ts'
import type { Contract } from './print.ts'

/** Every answer of the interface. */
const answers = {
  Assessment: schema.Assessment,
  AssessmentAct: schema.AssessmentAct,
  Assessments: schema.Assessments,
  Calendar: schema.PublishedCalendar,
  CaseView: schema.CaseView,
  Cases: schema.Cases,
  Catalogue: schema.Catalogue,
  CodeList: schema.CodeList,
  CodeListIndex: schema.CodeListIndex,
  ConsistencyProof: schema.ConsistencyProof,
  CurrentSession: schema.CurrentSession,
  Deadline: schema.Deadline,
  DeadlineProfiles: schema.DeadlineProfiles,
  DeliveriesOverview: schema.DeliveriesOverview,
  Discovery: schema.Discovery,
  EnrolmentAnswer: schema.EnrolmentAnswer,
  EventsPage: schema.EventsPage,
  Exclusions: schema.Exclusions,
  Health: schema.Health,
  Hotspots: schema.Hotspots,
  InboxPage: schema.InboxPage,
  InclusionProof: schema.InclusionProof,
  IndicatorCases: schema.IndicatorCases,
  Jwks: schema.Jwks,
  KeyAnswer: schema.KeyAnswer,
  Keys: schema.Keys,
  LinkRecorded: schema.LinkRecorded,
  MappingView: schema.MappingView,
  Matter: schema.Matter,
  Matters: schema.Matters,
  MessagesAnswer: schema.MessagesAnswer,
  NatsCredentials: schema.NatsCredentials,
  NodeCreated: schema.NodeCreated,
  NodeStanding: schema.NodeStanding,
  Nodes: schema.Nodes,
  Objections: schema.Objections,
  PublicCase: schema.PublicCase,
  Publication: schema.Publication,
  Publications: schema.Publications,
  Recorded: schema.Recorded,
  Redriven: schema.Redriven,
  Republication: schema.Republication,
  ResourceRequestView: schema.ResourceRequestView,
  ResourceRequests: schema.ResourceRequests,
  Rejections: schema.Rejections,
  RouteSimulation: schema.RouteSimulation,
  Routes: schema.Routes,
  RoutesVersion: schema.RoutesVersion,
  Self: schema.Self,
  SignedOut: schema.SignedOut,
  Stats: schema.Stats,
  SupervisionIssued: schema.SupervisionIssued,
  TestClock: schema.TestClock,
  Webhook: schema.Webhook,
  Webhooks: schema.Webhooks,
}

/** Every JSON request body. */
const requests = {
  AssignmentRequest: schema.AssignmentRequest,
  DeadlineRequest: schema.DeadlineRequest,
  ExclusionRequest: schema.ExclusionRequest,
  ExtensionDecision: schema.ExtensionDecision,
  LinkRequest: schema.LinkRequest,
  MappingRequest: schema.MappingRequest,
  MergeRequest: schema.MergeRequest,
  NodeCreation: schema.NodeCreation,
  NodeWithReason: schema.NodeWithReason,
  ObjectionDecision: schema.ObjectionDecision,
  ObjectionRequest: schema.ObjectionRequest,
  OptionalReason: schema.OptionalReason,
  PublicationRequest: schema.PublicationRequest,
  Reason: schema.Reason,
  RedriveRequest: schema.RedriveRequest,
  ReopeningDecision: schema.ReopeningDecision,
  RepublicationRequest: schema.RepublicationRequest,
  ResourceDecision: schema.ResourceDecision,
  ResourceOffer: schema.ResourceOffer,
  ResourceRequest: schema.ResourceRequest,
  RouteSimulationRequest: schema.RouteSimulationRequest,
  RoutesRequest: schema.RoutesRequest,
  SupervisionRequest: schema.SupervisionRequest,
  TestClockRequest: schema.TestClockRequest,
  WebhookRequest: schema.WebhookRequest,
}

/** Header and claims of every signed token. */
const tokens = {
  AccessClaims: schema.AccessClaims,
  AccessHeader: schema.AccessHeader,
  EnrolmentClaims: schema.EnrolmentClaims,
  EnrolmentHeader: schema.EnrolmentHeader,
  EnrolmentReceiptClaims: schema.EnrolmentReceiptClaims,
  EnvelopeClaims: schema.EnvelopeClaims,
  EnvelopeHeader: schema.EnvelopeHeader,
  KeyClaims: schema.KeyClaims,
  KeyHeader: schema.KeyHeader,
  KeyProofClaims: schema.KeyProofClaims,
  KeyProofHeader: schema.KeyProofHeader,
  ReceiptClaims: schema.ReceiptClaims,
  ReceiptHeader: schema.ReceiptHeader,
}

/** Every contract of the standard, each printed as one JSON Schema document. */
export const contracts: readonly Contract[] = [
  ...schema.messageTypeNames.map(messageContract),
  ...schema.eventTypeNames.map(eventContract),
  ...named('answers', answers),
  ...named('requests', requests),
  ...named('tokens', tokens),
  ...named('', { problem: schema.Problem, inboxEvent: schema.InboxEvent }),
]

/** The contract of a message type. */
export function messageContract(type: schema.MessageType): Contract {
  const title = `${type} ${schema.messageTypes[type].zh}`
  return { path: `messages/${type}.json`, title, schema: schema.messageSchema(type) }
}

/** The contract of an event type. */
export function eventContract(type: schema.EventType): Contract {
  const title = `${schema.wireType(type)} ${schema.eventTypes[type].zh}`
  return { path: `events/${type}.json`, title, schema: schema.eventSchema(type), defines: 'data' }
}

function named(folder: string, table: Record<string, z.ZodType>): Contract[] {
  return Object.entries(table).map(([name, contract]) => ({
    path:
      folder === ''
        ? `${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}.json`
        : `${folder}/${name}.json`,
    title: contract.meta()?.description ?? name,
    schema: contract,
  }))
}
