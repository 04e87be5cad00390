/** How long what is kept for, and by which law. Years and days count from the end of the case, or from the record. */
export type RetentionRules = { reporterYears: number; textYears: number }

/** The rules as they are told to whoever asks: what is erased, when, and on what basis. */
export function retentionRules({ reporterYears, textYears }: RetentionRules) {
  return [
    {
      id: 'reporter',
      keeps: `${reporterYears} years after the case ended`,
      erases:
        'sealed reporter data, the keyed hash by which citizens are told apart, and the signed originals that bear them',
      basis: '个人信息保护法第十九条（实现处理目的所必要的最短时间）',
    },
    {
      id: 'text',
      keeps: `${textYears} years after the case ended`,
      erases: 'title, content, place, attachments, replies and explanations; what is public of the log stays',
      basis: '机关文件材料归档范围和文书档案保管期限规定（定期十年）',
    },
    {
      id: 'access-records',
      keeps: `${accessRecordYears} years`,
      erases: 'records of who was given personal data',
      basis: '个人信息保护法第五十六条（至少保存三年）',
    },
    {
      id: 'unnamed-attachments',
      keeps: `${unnamedDays} days`,
      erases: 'bytes that were brought and that no case has named',
      basis: '个人信息保护法第十九条',
    },
  ]
}

export const accessRecordYears = 3
export const unnamedDays = 7

/** The instant so many calendar years before another. */
export function yearsBefore(now: Date, years: number): Date {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - years)
  return then
}
