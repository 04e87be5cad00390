import type { CaseReading } from '../reading.ts'
import { agreement, containment, type Marks } from '../text/marks.ts'
import { meantBy } from '../text/meanings.ts'
import { sharedCount } from '../text/shingles.ts'
import { rareFrom, sharedTerms, type SharedTerms, type TermVector } from '../text/term-vector.ts'
import { topicCosine } from '../text/topics.ts'
import { leadNames, sharedNames } from './names.ts'
import { regionsChanged, signsAgainst } from './signs.ts'

/**
 * Measure two cases: the values of {@link featureDefinitions}, in that order, the same whichever case comes first.
 * `citizenCases` is how many cases the citizen of both is known to have filed: one who files often is often alike.
 */
export function measure(one: CaseReading, other: CaseReading, citizenCases: number): number[] {
  const [a, b] = comesFirst(one, other) ? [one, other] : [other, one]
  const whole = sharedTerms(a.whole, b.whole)
  const title = sharedTerms(a.title, b.title)
  const lead = sharedTerms(a.lead, b.lead)
  const pairs = sharedTerms(a.wholePairs, b.wholePairs)
  const titlePairs = sharedTerms(a.titlePairs, b.titlePairs)
  const titleA = sharedTerms(a.titlePairs, b.wholePairs)
  const titleB = sharedTerms(b.titlePairs, a.wholePairs)
  const wordsFound = bothWays(
    share(a.title, sharedTerms(a.title, b.whole)),
    share(b.title, sharedTerms(b.title, a.whole)),
  )
  const pairsFound = bothWays(share(a.titlePairs, titleA), share(b.titlePairs, titleB))
  const rareFound = bothWays(rareShare(a.titlePairs, titleA), rareShare(b.titlePairs, titleB))
  const leadFound = bothWays(
    share(a.leadPairs, sharedTerms(a.leadPairs, b.wholePairs)),
    share(b.leadPairs, sharedTerms(b.leadPairs, a.wholePairs)),
  )
  const names = sharedNames(a.names, b.names)
  const nameFound = bothWays(
    knownShare(a.titleNamePairs, sharedTerms(a.titleNamePairs, b.wholePairs)),
    knownShare(b.titleNamePairs, sharedTerms(b.titleNamePairs, a.wholePairs)),
  )
  const bothTellNames = a.titleNamePairs.mass > 0 && b.titleNamePairs.mass > 0
  const isElsewhere = bothTellNames && names.inATitle === 0 && nameFound.most < nameMissing
  const titleSubjects = sharedTerms(a.titleSubjects, b.titleSubjects)
  const bothShowSubjects = a.titleSubjects.mass > 0 && b.titleSubjects.mass > 0
  const subjectFound = bothWays(
    knownShare(a.titleSubjects, sharedTerms(a.titleSubjects, b.subjects)),
    knownShare(b.titleSubjects, sharedTerms(b.titleSubjects, a.subjects)),
  )
  const subjectInLead = bothWays(
    knownShare(a.titleSubjects, sharedTerms(a.titleSubjects, b.leadSubjects)),
    knownShare(b.titleSubjects, sharedTerms(b.titleSubjects, a.leadSubjects)),
  )
  const leadSubjects = sharedTerms(a.leadSubjects, b.leadSubjects).cosine
  const otherLeads = leadNames(a.names) > 0 && leadNames(b.names) > 0 && names.inALead === 0 ? 1 : 0
  const titleRegions =
    containment(a.titleMarks.cities, b.titleMarks.cities) + containment(a.titleMarks.districts, b.titleMarks.districts)
  const titleNumbers = numbersAgree(a.titleMarks, b.titleMarks)
  const meant = bothWays(meantBy(a.problemMeanings, b.problemMeanings), meantBy(b.problemMeanings, a.problemMeanings))
  const meantInLead = Math.max(meantBy(a.problemMeanings, b.leadMeanings), meantBy(b.problemMeanings, a.leadMeanings))
  const problemA = sharedTerms(a.problem, b.whole)
  const problemB = sharedTerms(b.problem, a.whole)
  const problemFound = bothWays(knownShare(a.problem, problemA), knownShare(b.problem, problemB))
  const problem = sharedTerms(a.problem, b.problem)
  const isMoved = names.inBothTitles < rareFrom && regionsChanged(a.titleMarks, b.titleMarks)
  const triples = sharedCount(a.triples, b.triples)
  const copied = triples / (Math.min(a.triples.length, b.triples.length) || 1)
  return [
    whole.cosine,
    whole.rareCosine,
    whole.commonCosine,
    whole.mass / (Math.min(a.whole.mass, b.whole.mass) || 1),
    whole.rarest[0],
    whole.rarest[2],
    title.cosine,
    title.rareCosine,
    lead.cosine,
    lead.commonCosine,
    topicCosine(a.leadTopic, b.leadTopic),
    leadFound.least,
    leadFound.most,
    rareFound.least,
    rareFound.most,
    names.inBothLeads,
    otherLeads,
    whole.mass / (whole.count || 1),
    titlePairs.cosine,
    pairs.cosine,
    pairs.rareCosine,
    pairs.rarest[1],
    titlePairs.rarest[1],
    pairsFound.least,
    pairsFound.most,
    topicCosine(a.topic, b.topic),
    topicCosine(a.titleTopic, b.titleTopic),
    Math.min(topicCosine(a.titleTopic, b.topic), topicCosine(b.titleTopic, a.topic)),
    wordsFound.least,
    wordsFound.most,
    triples / (a.triples.length + b.triples.length - triples || 1),
    copied,
    names.most,
    names.total,
    names.inBothTitles,
    names.inATitle,
    Number(isElsewhere),
    agreement(a.marks.districts, b.marks.districts),
    titleRegions,
    numbersAgree(a.marks, b.marks),
    titleNumbers,
    sameCitizen(a, b),
    Math.log1p(Math.abs(a.prepared.submittedAt - b.prepared.submittedAt) / 86_400_000),
    copied * (1 - rareFound.most),
    copied * (Number(isElsewhere) + Number(isMoved) + (titleNumbers < 0 ? 1 : 0)),
    Math.min(a.titlePairs.mass - titleA.mass, b.titlePairs.mass - titleB.mass),
    Math.log1p(citizenCases),
    problem.cosine,
    problemFound.least,
    problemFound.most,
    Math.min(a.problem.mass - problemA.mass, b.problem.mass - problemB.mass),
    meant.least,
    meant.most,
    meantInLead,
    Number(isMoved),
    agreement(a.leadBodies, b.leadBodies),
    agreement(a.titleBodies, b.titleBodies),
    agreement(a.wishes, b.wishes),
    nameFound.least,
    nameFound.most,
    sharedTerms(a.subjects, b.subjects).cosine,
    bothShowSubjects ? titleSubjects.cosine : 0.5,
    leadSubjects,
    subjectFound.least,
    subjectInLead.least,
    subjectInLead.most,
    Math.min(a.titleSubjects.mass, b.titleSubjects.mass) - titleSubjects.mass,
    nameFound.least * subjectFound.least,
    names.inBothLeads * leadSubjects,
    signsAgainst(a, b, {
      isMoved,
      isElsewhere,
      numbers: titleNumbers,
      otherSubjects: bothShowSubjects && titleSubjects.count === 0,
    }),
  ]
}

/** Of whose title's names less stands in the other text, that other is about another place. */
const nameMissing = 0.3

/** Names are looked for from one side; which side that is must not depend on the order of asking. */
function comesFirst({ prepared: a }: CaseReading, { prepared: b }: CaseReading): boolean {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt < b.submittedAt
  return a.title === b.title ? a.content <= b.content : a.title < b.title
}

function bothWays(one: number, other: number): { least: number; most: number } {
  return one < other ? { least: one, most: other } : { least: other, most: one }
}

/** Share of a text's rarities that the other contains. */
function share(text: TermVector, shared: SharedTerms): number {
  return shared.mass / (text.mass || 1)
}

/** The same of the rare ones alone: of a title's name. A title without rare ones is half found. */
function rareShare(text: TermVector, shared: SharedTerms): number {
  return text.rareMass === 0 ? 0.5 : shared.rareMass / text.rareMass
}

/** The same of a title's problem, subjects or telling names; a title without any is half found. */
function knownShare(text: TermVector, shared: SharedTerms): number {
  return text.mass === 0 ? 0.5 : shared.mass / text.mass
}

function sameCitizen(a: CaseReading, b: CaseReading): number {
  return a.prepared.reporterKey !== null && a.prepared.reporterKey === b.prepared.reporterKey ? 1 : 0
}

/** Sum over what is counted in both: 1 where a number agrees, −1 where none does, within ±2. */
function numbersAgree(a: Marks, b: Marks): number {
  let sum = 0
  for (const [unit, values] of a.numbers) sum += agreement(values, b.numbers.get(unit) ?? none)
  return Math.max(-2, Math.min(2, sum))
}

const none: ReadonlySet<string> = new Set()
