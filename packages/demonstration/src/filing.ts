import type { CaseSubmitted } from '@inquiry/schema'

/** What the caller seals to the hub. All of it is fictitious. */
export interface ReporterData {
  readonly name: string
  readonly phone: string
  readonly idNumber?: string
}

/**
 * One case as one platform will send it: `data` is that of `case.submitted`, the reporter's own data still apart, to be
 * sealed into `data.reporter.sealed`. `citizen` is a pseudonym that stays the same on every platform.
 */
export interface Filing {
  readonly nodeId: string
  readonly sourceId: string
  readonly submittedAt: string
  readonly data: CaseSubmitted
  readonly reporter?: ReporterData
  readonly citizen: string
}

/** Points at one filing: a source's number is unique within its node only. */
export interface FilingRef {
  readonly nodeId: string
  readonly sourceId: string
}

/** What was planted, so that what is found can be compared with it. Every member points into the filings. */
export interface Planted {
  /** The same citizen files the same text again on the same platform under a new number. */
  readonly repeats: readonly { readonly first: FilingRef; readonly again: FilingRef }[]
  /** The same citizen brings one matter to two or three platforms, in other words each time. */
  readonly crossFiled: readonly (readonly FilingRef[])[]
  /** Three to eight citizens bring one matter, each in their own words. */
  readonly joint: readonly (readonly FilingRef[])[]
  /** Nearly the same words about another place, by another citizen: must not be joined. */
  readonly lookAlikes: readonly { readonly one: FilingRef; readonly other: FilingRef }[]
  readonly badEnvelopes: BadEnvelopes
}

/** Envelopes to be sent beside the good ones, and what must become of them. Their filings stand nowhere else. */
export interface BadEnvelopes {
  /** Seal these as the node, then spoil the signature: nothing is recorded. */
  readonly badSignature: {
    readonly nodeId: string
    readonly filings: readonly Filing[]
    readonly expect: 'invalid-signature'
  }
  /** Seal these with a key that the hub never saw, for a node that never enrolled. */
  readonly unknownNode: { readonly nodeId: string; readonly filings: readonly Filing[]; readonly expect: 'unknown-key' }
  /** One good envelope: the neighbours are recorded, each invalid message is rejected at its pointer into its data. */
  readonly invalidMessage: {
    readonly nodeId: string
    readonly neighbours: readonly Filing[]
    readonly invalid: readonly InvalidMessage[]
    readonly expect: 'invalid-message'
  }
  /** Send this envelope, then the same bytes once more: the same receipt, nothing recorded twice. */
  readonly resent: { readonly nodeId: string; readonly filings: readonly Filing[] }
}

/** Data of `case.submitted` that breaks one rule, deliberately untyped; `pointer` starts at `/data`. */
export interface InvalidMessage {
  readonly sourceId: string
  readonly data: Readonly<Record<string, unknown>>
  readonly pointer: string
  readonly rule: 'required' | 'enum' | 'maxLength'
}
