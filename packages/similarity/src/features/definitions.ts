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
  { name: 'titlePairs', zh: '标题字面重合度', en: "overlap of the titles' character pairs" },
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
    name: 'numbers',
    zh: '楼栋、期数、线路等编号（相同为正，不同为负）',
    en: 'numbers of buildings, lines, classes: same or different',
  },
  { name: 'titleNumbers', zh: '标题中的编号（相同为正，不同为负）', en: 'numbers in the titles: same or different' },
  { name: 'sameCitizen', zh: '同一诉求人', en: 'same citizen' },
  { name: 'daysApart', zh: '相隔时间', en: 'time apart' },
  { name: 'lengthRatio', zh: '篇幅比', en: 'ratio of lengths' },
  { name: 'shorterLength', zh: '较短一件的篇幅', en: 'length of the shorter case' },
] as const satisfies readonly FeatureDefinition[]
