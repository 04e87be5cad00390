/** A measured property of two cases, with what an official reads about it. */
export interface FeatureDefinition {
  readonly name: string
  readonly zh: string
  readonly en: string
}

/** All features, in the order of their values. */
export const featureDefinitions = [
  { name: 'words', zh: '全文用词相似度', en: 'likeness of all words' },
  { name: 'rareWords', zh: '专名等少见词相似度', en: 'likeness of the rare words, mostly names' },
  { name: 'commonWords', zh: '一般用词（问题描述）相似度', en: 'likeness of the common words, mostly the problem' },
  {
    name: 'wordsContained',
    zh: '较短一件的用词见于另一件的比例',
    en: "share of the shorter case's words found in the other",
  },
  { name: 'rarestShared', zh: '共有的最少见词', en: 'rarest word in common' },
  { name: 'thirdRarestShared', zh: '共有的第三少见词', en: 'third rarest word in common' },
  { name: 'titleWords', zh: '标题用词相似度', en: 'likeness of the titles' },
  { name: 'titleRareWords', zh: '标题少见词相似度', en: "likeness of the titles' rare words" },
  { name: 'leadWords', zh: '标题和开头用词相似度', en: 'likeness of titles and first sentences' },
  {
    name: 'leadCommonWords',
    zh: '标题和开头一般用词相似度',
    en: 'likeness of the common words of titles and first sentences',
  },
  { name: 'leadTopic', zh: '标题和开头主题相近度', en: 'likeness of topic of titles and first sentences' },
  {
    name: 'leadFoundLeast',
    zh: '标题和开头见于对方全文的比例（较低一方）',
    en: 'share of a beginning found in the other text, lower of both',
  },
  {
    name: 'leadFoundMost',
    zh: '标题和开头见于对方全文的比例（较高一方）',
    en: 'share of a beginning found in the other text, higher of both',
  },
  {
    name: 'titleRareFoundLeast',
    zh: '标题少见字串见于对方的比例（较低一方）',
    en: "share of a title's rare characters found in the other text, lower of both",
  },
  {
    name: 'titleRareFoundMost',
    zh: '标题少见字串见于对方的比例（较高一方）',
    en: "share of a title's rare characters found in the other text, higher of both",
  },
  { name: 'sharedLeadName', zh: '标题和开头共同的地点或单位', en: 'place or organisation in both beginnings' },
  {
    name: 'otherLeadNames',
    zh: '主要地点或单位不同',
    en: 'the cases are mainly about different places or organisations',
  },
  { name: 'sharedTelling', zh: '共有用词的平均少见程度', en: 'how rare the shared words are on average' },
  { name: 'titlePairs', zh: '标题字面重合度', en: "overlap of the titles' character pairs" },
  { name: 'pairs', zh: '全文字面重合度', en: 'overlap of character pairs' },
  { name: 'rarePairs', zh: '少见字串重合度', en: 'overlap of rare character pairs' },
  { name: 'rarestSharedPair', zh: '共有的少见字串', en: 'rare character pairs in common' },
  { name: 'rarestTitlePair', zh: '标题共有的少见字串', en: 'rare character pairs in both titles' },
  {
    name: 'titlePairsFoundLeast',
    zh: '标题字串见于对方全文的比例（较低一方）',
    en: "share of a title's character pairs in the other text, lower of both",
  },
  {
    name: 'titlePairsFoundMost',
    zh: '标题字串见于对方全文的比例（较高一方）',
    en: "share of a title's character pairs in the other text, higher of both",
  },
  { name: 'topic', zh: '全文主题相近度', en: 'likeness of topic' },
  { name: 'titleTopic', zh: '标题主题相近度', en: "likeness of the titles' topics" },
  { name: 'titleTopicFound', zh: '标题主题与对方全文相近度', en: "likeness of a title's topic to the other case's" },
  {
    name: 'titleFoundLeast',
    zh: '标题用词见于对方全文的比例（较低一方）',
    en: "share of a title's words in the other text, lower of both",
  },
  {
    name: 'titleFoundMost',
    zh: '标题用词见于对方全文的比例（较高一方）',
    en: "share of a title's words in the other text, higher of both",
  },
  { name: 'copiedText', zh: '三字片段重合度', en: 'overlap of character triples' },
  {
    name: 'copiedTextContained',
    zh: '较短一件的三字片段见于另一件的比例',
    en: "share of the shorter case's character triples in the other",
  },
  { name: 'sharedName', zh: '共同的地点或单位（最少见者）', en: 'rarest place or organisation in common' },
  { name: 'sharedNames', zh: '共同的地点和单位', en: 'places and organisations in common' },
  { name: 'sharedTitleName', zh: '标题中共同的地点或单位', en: 'place or organisation in both titles' },
  {
    name: 'titleNameFound',
    zh: '标题所称地点或单位见于对方',
    en: "a title's place or organisation found in the other case",
  },
  { name: 'otherNames', zh: '标题所称地点或单位不同', en: 'the titles name different places or organisations' },
  { name: 'regions', zh: '所涉区县（相同为正，不同为负）', en: 'districts named: same or different' },
  {
    name: 'titleRegions',
    zh: '标题所称市、区县（相同为正，不同为负）',
    en: 'cities and districts in the titles: same or different',
  },
  {
    name: 'numbers',
    zh: '楼栋、期数、线路等编号（相同为正，不同为负）',
    en: 'numbers of buildings, lines, classes: same or different',
  },
  { name: 'titleNumbers', zh: '标题中的编号（相同为正，不同为负）', en: 'numbers in the titles: same or different' },
  { name: 'sameCitizen', zh: '同一诉求人', en: 'same citizen' },
  { name: 'daysApart', zh: '相隔时间', en: 'time apart' },
  { name: 'changedCopy', zh: '文字雷同而标题专名不同', en: 'copied text whose title has other rare characters' },
  {
    name: 'movedCopy',
    zh: '文字雷同而地点、单位或编号不同',
    en: 'copied text about another place, organisation or number',
  },
  { name: 'titleUnfound', zh: '双方标题各有对方没有的内容', en: 'each title says what the other case lacks' },
  { name: 'citizenCases', zh: '同一诉求人的来件数', en: 'number of cases by the same citizen' },
  { name: 'problem', zh: '标题所述问题相似度', en: "likeness of the titles' problems, names left out" },
  {
    name: 'problemFoundLeast',
    zh: '标题所述问题见于对方的比例（较低一方）',
    en: "share of a title's problem found in the other case, lower of both",
  },
  {
    name: 'problemFoundMost',
    zh: '标题所述问题见于对方的比例（较高一方）',
    en: "share of a title's problem found in the other case, higher of both",
  },
  {
    name: 'problemUnfound',
    zh: '双方标题各有对方没有的问题',
    en: 'each title has a problem that the other case lacks',
  },
  {
    name: 'problemMeantLeast',
    zh: '标题所述问题词义相近度（较低一方）',
    en: "closeness in meaning of the titles' problems, lower of both",
  },
  {
    name: 'problemMeantMost',
    zh: '标题所述问题词义相近度（较高一方）',
    en: "closeness in meaning of the titles' problems, higher of both",
  },
  {
    name: 'problemMeantInLead',
    zh: '标题所述问题与对方开头词义相近度',
    en: "closeness in meaning of a title's problem to the other's beginning",
  },
  { name: 'otherRegions', zh: '标题无共同地点且区市不同', en: 'no name in both titles, and other districts or cities' },
  {
    name: 'leadBodies',
    zh: '开头所称部门、单位（相同为正，不同为负）',
    en: 'authorities and companies in the beginnings: same or different',
  },
  {
    name: 'titleBodies',
    zh: '标题所称部门、单位（相同为正，不同为负）',
    en: 'authorities and companies in the titles: same or different',
  },
  { name: 'wishes', zh: '诉求类型（相同为正，不同为负）', en: 'kind of wish: same or different' },
  {
    name: 'nameFoundLeast',
    zh: '标题专名见于对方的比例（较低一方）',
    en: "share of a title's names found in the other text, lower of both",
  },
  {
    name: 'nameFoundMost',
    zh: '标题专名见于对方的比例（较高一方）',
    en: "share of a title's names found in the other text, higher of both",
  },
  { name: 'subjects', zh: '全文所涉事项相似度', en: 'likeness of the subjects' },
  { name: 'titleSubjects', zh: '标题所涉事项相似度', en: "likeness of the titles' subjects" },
  { name: 'leadSubjects', zh: '开头所涉事项相似度', en: "likeness of the beginnings' subjects" },
  {
    name: 'subjectFoundLeast',
    zh: '标题所涉事项见于对方的比例（较低一方）',
    en: "share of a title's subjects found in the other case, lower of both",
  },
  {
    name: 'subjectInLeadLeast',
    zh: '标题所涉事项见于对方开头的比例（较低一方）',
    en: "share of a title's subjects found in the other's beginning, lower of both",
  },
  {
    name: 'subjectInLeadMost',
    zh: '标题所涉事项见于对方开头的比例（较高一方）',
    en: "share of a title's subjects found in the other's beginning, higher of both",
  },
  {
    name: 'titleSubjectsDiffer',
    zh: '双方标题所涉事项不同',
    en: 'the titles are about different subjects',
  },
  {
    name: 'nameAndSubject',
    zh: '标题专名和所涉事项都见于对方的程度',
    en: "how far a title's names and subjects are both found in the other case, lower of both",
  },
  {
    name: 'leadNameAndSubject',
    zh: '开头共同的地点或单位且所涉事项相似',
    en: 'place or organisation in both beginnings, and likeness of their subjects',
  },
  {
    name: 'signsAgainst',
    zh: '地点、区市、编号、部门单位或事项不同的处数',
    en: 'how many of place, district, number, authority and subject differ',
  },
] as const satisfies readonly FeatureDefinition[]
