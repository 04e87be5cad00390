import type { Access } from '@inquiry/access'
import { putCalendar, type CalendarBook } from '@inquiry/case-record'
import { deadlineProfiles } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { PublishedKind, Signer } from '@inquiry/envelope'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { askingCoordinator } from '../decide/asked-command.ts'
import { answeredFor } from './answered-for.query.ts'
import { calculate } from './calculate.ts'
import * as contract from './deadlines.contract.ts'

export type DeadlinesOptions = {
  db: Database
  access: Access
  calendars: CalendarBook
  signer: Signer
  now: () => Date
}

/** The calculator, the profiles and the calendars (§11, annex A11–A15): public but for the putting of a calendar. */
export function deadlinesRoutes({ db, access, calendars: book, signer, now }: DeadlinesOptions) {
  const app = createRouter()
  app.use('/v1/deadlines', strictJsonBody())
  app.on('PUT', '/v1/calendars/:year', access.wholeHub('admin'), strictJsonBody())
  app.openapi(contract.deadlineRoute, (c) => c.json(calculate(c.req.valid('json'), book.current()), 200))
  app.openapi(contract.profilesRoute, async (c) => {
    const profiles = await Promise.all(deadlineProfiles.map((profile) => published(db, 'deadlineProfile', profile)))
    return c.json({ profiles } as never, 200)
  })
  app.openapi(contract.calendarRoute, async (c) => {
    const { year } = c.req.valid('param')
    const calendar = book.current().find((one) => one.year === Number(year))
    return calendar
      ? c.json((await published(db, 'calendar', calendar)) as never, 200)
      : fail('not-found', `${year} 年的工作日历尚未发布。`, `The calendar of ${year} has not been published.`)
  })
  app.openapi(contract.putCalendarRoute, async (c) => {
    const calendar = c.req.valid('json')
    if (String(calendar.year) !== c.req.valid('param').year)
      unfit('/year', 'const', '年份与地址不符。', 'The year is not the path’s.')
    const by = { subject: askingCoordinator(c).subject, at: now() }
    const shown = await db.transaction().execute(async (tx) => {
      const put = await putCalendar(tx, calendar, by)
      return put === 'conflict' ? undefined : published(tx, 'calendar', calendar)
    })
    if (!shown)
      unfit(
        '/version',
        'unique',
        '此版本已有不同内容，更正请用新版本号。',
        'This version has other days; a correction is a new version.',
      )
    await book.refresh()
    return c.json(shown as never, 200)
  })
  return app

  function published<T extends object>(rows: Database | Transaction, kind: PublishedKind, data: T) {
    return answeredFor(rows, { kind, signer, now: now() }, data)
  }
}

function unfit(pointer: string, rule: string, zh: string, en: string): never {
  return fail('invalid-body', zh, en, { errors: [{ pointer, rule, message: zh }] })
}
