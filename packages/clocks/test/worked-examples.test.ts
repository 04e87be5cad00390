import { describe, expect, test } from 'vitest'
import { calendars, dueDate } from '../src/index.ts'
import type { DueDateRequest } from '../src/index.ts'
import { shippedProfile } from './shipped-profile.ts'

interface Example {
  title: string
  profile: string
  request: Omit<DueDateRequest, 'profile' | 'calendars'>
  dueAt: string
  zh: string
  en: string
}

/** Each was counted by hand on the State Council's notices. */
const examples: readonly Example[] = [
  {
    title: 'a consultation received on the eve of National Day 2025 waits for 9 October',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'consultation', startAt: '2025-09-30T17:40:00+08:00' },
    dueAt: '2025-10-10T23:59:59+08:00',
    zh: '2025-09-30 17:40 收到交办，次日起算；咨询答复 2 个工作日；10月1–8日放假；计入10月9–10日；至 2025-10-10 24时止',
    en: 'Assigned 2025-09-30 17:40, counted from the next day; consultation: reply within 2 working days; 1–8 Oct holiday; counted 9–10 Oct; ends 2025-10-10 at 24:00',
  },
  {
    title: 'make-up Sunday 28 September 2025 counts towards the five days of an objection',
    profile: 'hotline-gd-2022',
    request: { step: 'object', startAt: '2025-09-27T09:00:00+08:00' },
    dueAt: '2025-10-10T23:59:59+08:00',
    zh: '2025-09-27 09:00 收到交办，次日起算；提出异议 5 个工作日；10月1–8日放假；计入9月28–30日、10月9–10日（9月28日周日调休上班）；至 2025-10-10 24时止',
    en: 'Assigned 2025-09-27 09:00, counted from the next day; objection within 5 working days; 1–8 Oct holiday; counted 28–30 Sep, 9–10 Oct (28 Sep is a make-up working Sunday); ends 2025-10-10 at 24:00',
  },
  {
    title: 'a complaint runs through the make-up Saturday after National Day 2025',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'complaint', startAt: '2025-09-30T17:40:00+08:00' },
    dueAt: '2025-10-28T23:59:59+08:00',
    zh: '2025-09-30 17:40 收到交办，次日起算；投诉答复 15 个工作日；10月1–8日放假，周末不计；计入10月9–11日、13–17日、20–24日、27–28日（10月11日周六调休上班）；至 2025-10-28 24时止',
    en: 'Assigned 2025-09-30 17:40, counted from the next day; complaint: reply within 15 working days; 1–8 Oct holiday, weekends not counted; counted 9–11, 13–17, 20–24, 27–28 Oct (11 Oct is a make-up working Saturday); ends 2025-10-28 at 24:00',
  },
  {
    title: 'New Year’s Eve 2024 is worked, and the period ends on make-up Sunday 18 February',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'consultation', startAt: '2024-02-08T11:20:00+08:00' },
    dueAt: '2024-02-18T23:59:59+08:00',
    zh: '2024-02-08 11:20 收到交办，次日起算；咨询答复 2 个工作日；2月10–17日放假；计入2月9日、18日（2月18日周日调休上班）；至 2024-02-18 24时止',
    en: 'Assigned 2024-02-08 11:20, counted from the next day; consultation: reply within 2 working days; 10–17 Feb holiday; counted 9, 18 Feb (18 Feb is a make-up working Sunday); ends 2024-02-18 at 24:00',
  },
  {
    title: 'make-up Sunday before the Spring Festival of 2025 is the first day counted',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'consultation', startAt: '2025-01-25T10:00:00+08:00' },
    dueAt: '2025-01-27T23:59:59+08:00',
    zh: '2025-01-25 10:00 收到交办，次日起算；咨询答复 2 个工作日；计入1月26–27日（1月26日周日调休上班）；至 2025-01-27 24时止',
    en: 'Assigned 2025-01-25 10:00, counted from the next day; consultation: reply within 2 working days; counted 26–27 Jan (26 Jan is a make-up working Sunday); ends 2025-01-27 at 24:00',
  },
  {
    title: 'ten working days span both make-up Saturdays of the Spring Festival of 2026',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'help', startAt: '2026-02-13T16:00:00+08:00' },
    dueAt: '2026-03-05T23:59:59+08:00',
    zh: '2026-02-13 16:00 收到交办，次日起算；求助答复 10 个工作日；2月15–23日放假，周末不计；计入2月14日、24–28日、3月2–5日（2月14日周六调休上班、2月28日周六调休上班）；至 2026-03-05 24时止',
    en: 'Assigned 2026-02-13 16:00, counted from the next day; request for help: reply within 10 working days; 15–23 Feb holiday, weekends not counted; counted 14, 24–28 Feb, 2–5 Mar (14 Feb is a make-up working Saturday, 28 Feb is a make-up working Saturday); ends 2026-03-05 at 24:00',
  },
  {
    title: 'make-up Sunday 20 September 2026 and the Mid-Autumn days off fall into one period',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'suggestion', startAt: '2026-09-18T09:00:00+08:00' },
    dueAt: '2026-10-09T23:59:59+08:00',
    zh: '2026-09-18 09:00 收到交办，次日起算；建议答复 10 个工作日；9月25–27日、10月1–7日放假，周末不计；计入9月20–24日、28–30日、10月8–9日（9月20日周日调休上班）；至 2026-10-09 24时止',
    en: 'Assigned 2026-09-18 09:00, counted from the next day; suggestion: reply within 10 working days; 25–27 Sep, 1–7 Oct holiday, weekends not counted; counted 20–24, 28–30 Sep, 8–9 Oct (20 Sep is a make-up working Sunday); ends 2026-10-09 at 24:00',
  },
  {
    title: 'a report spans National Day 2026 and ends after make-up Saturday 10 October',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'report', startAt: '2026-09-24T09:00:00+08:00' },
    dueAt: '2026-10-22T23:59:59+08:00',
    zh: '2026-09-24 09:00 收到交办，次日起算；举报答复 15 个工作日；9月25–27日、10月1–7日放假，周末不计；计入9月28–30日、10月8–10日、12–16日、19–22日（10月10日周六调休上班）；至 2026-10-22 24时止',
    en: 'Assigned 2026-09-24 09:00, counted from the next day; report of wrongdoing: reply within 15 working days; 25–27 Sep, 1–7 Oct holiday, weekends not counted; counted 28–30 Sep, 8–10, 12–16, 19–22 Oct (10 Oct is a make-up working Saturday); ends 2026-10-22 at 24:00',
  },
  {
    title: 'two working days end on 29 February 2024',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'consultation', startAt: '2024-02-27T23:59:59+08:00' },
    dueAt: '2024-02-29T23:59:59+08:00',
    zh: '2024-02-27 23:59 收到交办，次日起算；咨询答复 2 个工作日；计入2月28–29日；至 2024-02-29 24时止',
    en: 'Assigned 2024-02-27 23:59, counted from the next day; consultation: reply within 2 working days; counted 28–29 Feb; ends 2024-02-29 at 24:00',
  },
  {
    title: 'fifteen days end on 29 February 2024',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2024-02-14T08:00:00+08:00' },
    dueAt: '2024-02-29T23:59:59+08:00',
    zh: '2024-02-14 08:00 收到交办，次日起算；受理告知 15 日；第 15 日为2月29日；至 2024-02-29 24时止',
    en: 'Assigned 2024-02-14 08:00, counted from the next day; notice of acceptance within 15 days; day 15 is 29 Feb; ends 2024-02-29 at 24:00',
  },
  {
    title: 'a month’s end inside the Spring Festival of 2025 moves into February',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2025-01-16T14:05:00+08:00' },
    dueAt: '2025-02-05T23:59:59+08:00',
    zh: '2025-01-16 14:05 收到交办，次日起算；受理告知 15 日；第 15 日（1月31日）放假，顺延至2月5日（周三）；至 2025-02-05 24时止',
    en: 'Assigned 2025-01-16 14:05, counted from the next day; notice of acceptance within 15 days; day 15 is 31 Jan, a holiday: moved to 5 Feb, a Wednesday; ends 2025-02-05 at 24:00',
  },
  {
    title: 'a period in days ends on make-up Saturday 11 October 2025, because offices work',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2025-09-26T09:00:00+08:00' },
    dueAt: '2025-10-11T23:59:59+08:00',
    zh: '2025-09-26 09:00 收到交办，次日起算；受理告知 15 日；第 15 日为10月11日（周六调休上班）；至 2025-10-11 24时止',
    en: 'Assigned 2025-09-26 09:00, counted from the next day; notice of acceptance within 15 days; day 15 is 11 Oct, a make-up working Saturday; ends 2025-10-11 at 24:00',
  },
  {
    title: 'an end on a Saturday moves to make-up Sunday 28 September 2025',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2025-09-12T09:00:00+08:00' },
    dueAt: '2025-09-28T23:59:59+08:00',
    zh: '2025-09-12 09:00 收到交办，次日起算；受理告知 15 日；第 15 日（9月27日）为周六，顺延至9月28日（周日调休上班）；至 2025-09-28 24时止',
    en: 'Assigned 2025-09-12 09:00, counted from the next day; notice of acceptance within 15 days; day 15 is 27 Sep, a Saturday: moved to 28 Sep, a make-up working Sunday; ends 2025-09-28 at 24:00',
  },
  {
    title: 'an end on a plain Saturday moves to Monday, over the end of the month',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2025-11-14T09:00:00+08:00' },
    dueAt: '2025-12-01T23:59:59+08:00',
    zh: '2025-11-14 09:00 收到交办，次日起算；受理告知 15 日；第 15 日（11月29日）为周六，顺延至12月1日（周一）；至 2025-12-01 24时止',
    en: 'Assigned 2025-11-14 09:00, counted from the next day; notice of acceptance within 15 days; day 15 is 29 Nov, a Saturday: moved to 1 Dec, a Monday; ends 2025-12-01 at 24:00',
  },
  {
    title: 'a review due on the second day of National Day 2024 is due on the 8th',
    profile: 'xinfang-2022',
    request: { step: 'review', startAt: '2024-09-02T15:30:00+08:00' },
    dueAt: '2024-10-08T23:59:59+08:00',
    zh: '2024-09-02 15:30 收到复查申请，次日起算；复查答复 30 日；第 30 日（10月2日）放假，顺延至10月8日（周二）；至 2024-10-08 24时止',
    en: 'Review requested 2024-09-02 15:30, counted from the next day; review within 30 days; day 30 is 2 Oct, a holiday: moved to 8 Oct, a Tuesday; ends 2024-10-08 at 24:00',
  },
  {
    title: 'an application for information passes the Spring Festival of 2025',
    profile: 'gov-info-2019',
    request: { step: 'reply', startAt: '2025-01-20T10:00:00+08:00' },
    dueAt: '2025-02-21T23:59:59+08:00',
    zh: '2025-01-20 10:00 收到，次日起算；答复 20 个工作日；1月28日–2月4日放假，周末不计；计入1月21–24日、26–27日、2月5–8日、10–14日、17–21日（1月26日周日调休上班、2月8日周六调休上班）；至 2025-02-21 24时止',
    en: 'Received 2025-01-20 10:00, counted from the next day; reply within 20 working days; 28 Jan–4 Feb holiday, weekends not counted; counted 21–24, 26–27 Jan, 5–8, 10–14, 17–21 Feb (26 Jan is a make-up working Sunday, 8 Feb is a make-up working Saturday); ends 2025-02-21 at 24:00',
  },
  {
    title: 'a receipt told in UTC belongs to the next day in Shanghai',
    profile: 'hotline-gd-2022',
    request: { step: 'object', startAt: '2025-04-01T16:30:00Z' },
    dueAt: '2025-04-10T23:59:59+08:00',
    zh: '2025-04-02 00:30 收到交办，次日起算；提出异议 5 个工作日；4月4–6日放假；计入4月3日、7–10日；至 2025-04-10 24时止',
    en: 'Assigned 2025-04-02 00:30, counted from the next day; objection within 5 working days; 4–6 Apr holiday; counted 3, 7–10 Apr; ends 2025-04-10 at 24:00',
  },
  {
    title: 'a hearing across National Day 2025 takes out the working days at both ends',
    profile: 'hotline-gd-2022',
    request: {
      step: 'reply',
      nature: 'help',
      startAt: '2025-09-24T09:00:00+08:00',
      pauses: [{ from: '2025-09-29T10:00:00+08:00', to: '2025-10-10T15:00:00+08:00' }],
    },
    dueAt: '2025-10-20T23:59:59+08:00',
    zh: '2025-09-24 09:00 收到交办，次日起算；求助答复 10 个工作日；10月1–8日放假，周末不计；9月29–30日、10月9–10日中止不计；计入9月25–26日、28日、10月11日、13–17日、20日（9月28日周日调休上班、10月11日周六调休上班）；至 2025-10-20 24时止',
    en: 'Assigned 2025-09-24 09:00, counted from the next day; request for help: reply within 10 working days; 1–8 Oct holiday, weekends not counted; 29–30 Sep, 9–10 Oct paused, not counted; counted 25–26, 28 Sep, 11, 13–17, 20 Oct (28 Sep is a make-up working Sunday, 11 Oct is a make-up working Saturday); ends 2025-10-20 at 24:00',
  },
  {
    title: 'handling in days stands still for an appraisal over Labour Day 2024',
    profile: 'xinfang-2022',
    request: {
      step: 'reply',
      startAt: '2024-03-15T09:00:00+08:00',
      pauses: [{ from: '2024-04-28T14:00:00+08:00', to: '2024-05-06T09:30:00+08:00' }],
    },
    dueAt: '2024-05-23T23:59:59+08:00',
    zh: '2024-03-15 09:00 受理，次日起算；办结答复 60 日；4月28日–5月6日中止不计；第 60 日为5月23日；至 2024-05-23 24时止',
    en: 'Accepted 2024-03-15 09:00, counted from the next day; handling and reply within 60 days; 28 Apr–6 May paused, not counted; day 60 is 23 May; ends 2024-05-23 at 24:00',
  },
  {
    title: 'a correction makes the period begin anew on the day after the resumption',
    profile: 'gov-info-2019',
    request: {
      step: 'reply',
      startAt: '2025-09-26T10:00:00+08:00',
      pauses: [{ from: '2025-09-28T10:00:00+08:00', to: '2025-10-13T09:20:00+08:00', effect: 'restart' }],
    },
    dueAt: '2025-11-10T23:59:59+08:00',
    zh: '2025-09-26 10:00 收到；2025-09-28 10:00 中止，2025-10-13 09:20 恢复，期限重新计算，次日起算；答复 20 个工作日；周末不计；计入10月14–17日、20–24日、27–31日、11月3–7日、10日；至 2025-11-10 24时止',
    en: 'Received 2025-09-26 10:00; paused 2025-09-28 10:00, resumed 2025-10-13 09:20: the period begins anew, counted from the next day; reply within 20 working days; weekends not counted; counted 14–17, 20–24, 27–31 Oct, 3–7, 10 Nov; ends 2025-11-10 at 24:00',
  },
  {
    title: 'a pause that lasts moves nothing yet, and says so',
    profile: 'hotline-gd-2022',
    request: {
      step: 'reply',
      nature: 'complaint',
      startAt: '2026-03-02T09:00:00+08:00',
      pauses: [{ from: '2026-03-10T11:00:00+08:00' }],
    },
    dueAt: '2026-03-23T23:59:59+08:00',
    zh: '2026-03-02 09:00 收到交办，次日起算；投诉答复 15 个工作日；周末不计；计入3月3–6日、9–13日、16–20日、23日；2026-03-10 11:00 起中止，恢复后另计；至 2026-03-23 24时止',
    en: 'Assigned 2026-03-02 09:00, counted from the next day; complaint: reply within 15 working days; weekends not counted; counted 3–6, 9–13, 16–20, 23 Mar; paused since 2026-03-10 11:00, to be counted on when resumed; ends 2026-03-23 at 24:00',
  },
  {
    title: 'a granted extension sets the last day',
    profile: 'xinfang-2022',
    request: { step: 'reply', startAt: '2025-03-03T09:00:00+08:00', extension: { until: '2025-05-23' } },
    dueAt: '2025-05-23T23:59:59+08:00',
    zh: '2025-03-03 09:00 受理，次日起算；办结答复 60 日；第 60 日（5月2日）放假，顺延至5月6日（周二）；经批准延期；至 2025-05-23 24时止',
    en: 'Accepted 2025-03-03 09:00, counted from the next day; handling and reply within 60 days; day 60 is 2 May, a holiday: moved to 6 May, a Tuesday; extended by decision; ends 2025-05-23 at 24:00',
  },
  {
    title: 'an extension beyond the limit holds as far as the limit',
    profile: 'xinfang-2022',
    request: { step: 'reply', startAt: '2025-03-03T09:00:00+08:00', extension: { until: '2025-07-31' } },
    dueAt: '2025-06-05T23:59:59+08:00',
    zh: '2025-03-03 09:00 受理，次日起算；办结答复 60 日；第 60 日（5月2日）放假，顺延至5月6日（周二）；经批准延期，至规定上限为止；至 2025-06-05 24时止',
    en: 'Accepted 2025-03-03 09:00, counted from the next day; handling and reply within 60 days; day 60 is 2 May, a holiday: moved to 6 May, a Tuesday; extended as far as the limit allows; ends 2025-06-05 at 24:00',
  },
  {
    title: 'working days of 2027 are assumed and marked while its calendar is missing',
    profile: 'hotline-gd-2022',
    request: { step: 'reply', nature: 'help', startAt: '2026-12-25T09:00:00+08:00' },
    dueAt: '2027-01-11T23:59:59+08:00',
    zh: '2026-12-25 09:00 收到交办，次日起算；求助答复 10 个工作日；2027年1月1日放假，周末不计；计入12月28–31日、2027年1月4–8日、11日；2027年放假安排未公布，暂按周一至周五上班、1月1日放假推算；至 2027-01-11 24时止',
    en: 'Assigned 2026-12-25 09:00, counted from the next day; request for help: reply within 10 working days; 1 Jan 2027 holiday, weekends not counted; counted 28–31 Dec, 4–8, 11 Jan 2027; provisional: no calendar for 2027 yet, Monday to Friday and 1 January assumed; ends 2027-01-11 at 24:00',
  },
  {
    title: 'an end in an unpublished year moves over its assumed weekend',
    profile: 'xinfang-2022',
    request: { step: 'accept', startAt: '2026-12-18T09:00:00+08:00' },
    dueAt: '2027-01-04T23:59:59+08:00',
    zh: '2026-12-18 09:00 收到交办，次日起算；受理告知 15 日；第 15 日（2027年1月2日）为周六，顺延至2027年1月4日（周一）；2027年放假安排未公布，暂按周一至周五上班、1月1日放假推算；至 2027-01-04 24时止',
    en: 'Assigned 2026-12-18 09:00, counted from the next day; notice of acceptance within 15 days; day 15 is 2 Jan 2027, a Saturday: moved to 4 Jan 2027, a Monday; provisional: no calendar for 2027 yet, Monday to Friday and 1 January assumed; ends 2027-01-04 at 24:00',
  },
]

describe('a worked example', () => {
  test.each(examples)('$title', ({ profile, request, dueAt, zh, en }) => {
    const due = dueDate({ ...request, profile: shippedProfile(profile), calendars })
    expect({ dueAt: due.dueAt, zh: due.why.text.zh, en: due.why.text.en }).toEqual({ dueAt, zh, en })
  })

  test('tells everything that made the date', () => {
    const profile = shippedProfile('hotline-gd-2022')
    expect(dueDate({ profile, step: 'object', startAt: '2025-09-27T01:00:00Z', calendars })).toEqual({
      dueAt: '2025-10-10T23:59:59+08:00',
      why: {
        profile: 'hotline-gd-2022',
        version: '1',
        step: 'object',
        basis: '《广东省12345政务服务便民热线管理办法》（条款待核对）',
        amount: 5,
        unit: 'working-day',
        startAt: '2025-09-27T09:00:00+08:00',
        calendar: [{ year: 2025, version: '1' }],
        counted: ['2025-09-28', '2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10'],
        skipped: ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => ({
          date: `2025-10-${day}`,
          reason: 'holiday',
        })),
        moved: null,
        provisional: false,
        text: {
          zh: '2025-09-27 09:00 收到交办，次日起算；提出异议 5 个工作日；10月1–8日放假；计入9月28–30日、10月9–10日（9月28日周日调休上班）；至 2025-10-10 24时止',
          en: 'Assigned 2025-09-27 09:00, counted from the next day; objection within 5 working days; 1–8 Oct holiday; counted 28–30 Sep, 9–10 Oct (28 Sep is a make-up working Sunday); ends 2025-10-10 at 24:00',
        },
      },
    })
  })

  test('of a period in days tells its first and last day, and where the end was moved from', () => {
    const profile = shippedProfile('xinfang-2022')
    const { why } = dueDate({ profile, step: 'accept', startAt: '2025-09-20T09:00:00+08:00', calendars })
    expect(why).toMatchObject({
      counted: ['2025-09-21', '2025-10-05'],
      moved: { from: '2025-10-05', to: '2025-10-09' },
      skipped: ['05', '06', '07', '08'].map((day) => ({ date: `2025-10-${day}`, reason: 'holiday' })),
    })
  })

  test('across the year’s end names both calendars, or only the one there is', () => {
    const profile = shippedProfile('hotline-gd-2022')
    const from = (startAt: string) => dueDate({ profile, step: 'object', startAt, calendars }).why
    expect(from('2025-12-30T09:00:00+08:00')).toMatchObject({
      calendar: [
        { year: 2025, version: '1' },
        { year: 2026, version: '1' },
      ],
      provisional: false,
    })
    expect(from('2026-12-30T09:00:00+08:00')).toMatchObject({
      calendar: [{ year: 2026, version: '1' }],
      provisional: true,
    })
  })
})
