import { createRoute, z } from '@hono/zod-openapi'
import { Calendar } from '@inquiry/clocks'
import { jsonAnswer, jsonBody, NoQuery, problemAnswer } from '@inquiry/http'
import { Deadline, DeadlineProfiles, DeadlineRequest, PublishedCalendar } from '@inquiry/schema'

const tags = ['deadlines 期限']
const yearParam = z.object({ year: z.string().regex(/^(19|20)\d\d$/) })

export const deadlineRoute = createRoute({
  method: 'post',
  path: '/v1/deadlines',
  tags,
  summary: '期限试算 when a step would be due, and why; changes nothing',
  request: { query: NoQuery, body: jsonBody(DeadlineRequest) },
  responses: { 200: jsonAnswer(Deadline, 'The due date and its reason'), ...problemAnswer },
})
export const profilesRoute = createRoute({
  method: 'get',
  path: '/v1/deadline-profiles',
  tags,
  summary: '期限方案 the sets of lawful periods',
  request: { query: NoQuery },
  responses: {
    200: jsonAnswer(DeadlineProfiles, 'The profiles, each with the hub’s signature'),
    ...problemAnswer,
  },
})
export const calendarRoute = createRoute({
  method: 'get',
  path: '/v1/calendars/{year}',
  tags,
  summary: '工作日历 holidays and make-up working days of a year',
  request: { params: yearParam, query: NoQuery },
  responses: { 200: jsonAnswer(PublishedCalendar, 'The calendar with the hub’s signature'), ...problemAnswer },
})
export const putCalendarRoute = createRoute({
  method: 'put',
  path: '/v1/calendars/{year}',
  tags,
  summary: '发布工作日历 put the calendar of a year; dates that waited for it are computed again',
  request: { params: yearParam, query: NoQuery, body: jsonBody(Calendar) },
  responses: { 200: jsonAnswer(PublishedCalendar, 'In force'), ...problemAnswer },
})
