import type { Access } from '@inquiry/access'
import { putCalendar, type CalendarBook } from '@inquiry/case-record'
import { canonicalDigest, deadlineProfiles } from '@inquiry/clocks'
import type { Database } from '@inquiry/database'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { askingCoordinator } from '../decide/asked-command.ts'
import { calculate } from './calculate.ts'
import * as contract from './deadlines.contract.ts'

export type DeadlinesOptions = { db: Database; access: Access; calendars: CalendarBook; now: () => Date }

/** The calculator, the profiles and the calendars (§11, annex A11–A15): public but for the putting of a calendar. */
export function deadlinesRoutes({ db, access, calendars: book, now }: DeadlinesOptions) {
  const app = createRouter()
  app.use('/v1/deadlines', strictJsonBody())
  app.on('PUT', '/v1/calendars/:year', access.coordinator('admin'), strictJsonBody())
  app.openapi(contract.deadlineRoute, (c) => c.json(calculate(c.req.valid('json'), book.current()), 200))
  app.openapi(contract.profilesRoute, (c) => c.json({ profiles: deadlineProfiles.map(withDigest) } as never, 200))
  app.openapi(contract.calendarRoute, (c) => {
    const { year } = c.req.valid('param')
    const calendar = book.current().find((one) => one.year === Number(year))
    return calendar
      ? c.json(withDigest(calendar) as never, 200)
      : fail('not-found', `${year} 年的工作日历尚未发布。`, `The calendar of ${year} has not been published.`)
  })
  app.openapi(contract.putCalendarRoute, async (c) => {
    const calendar = c.req.valid('json')
    if (String(calendar.year) !== c.req.valid('param').year)
      unfit('/year', 'const', '年份与地址不符。', 'The year is not the path’s.')
    const by = { subject: askingCoordinator(c).subject, at: now() }
    const put = await db.transaction().execute((tx) => putCalendar(tx, calendar, by))
    if (put === 'conflict')
      unfit(
        '/version',
        'unique',
        '此版本已有不同内容，更正请用新版本号。',
        'This version has other days; a correction is a new version.',
      )
    await book.refresh()
    return c.json(withDigest(calendar) as never, 200)
  })
  return app
}

function withDigest<T extends object>(data: T): T & { digest: string } {
  return { ...data, digest: canonicalDigest(data) }
}

function unfit(pointer: string, rule: string, zh: string, en: string): never {
  return fail('invalid-body', zh, en, { errors: [{ pointer, rule, message: zh }] })
}
