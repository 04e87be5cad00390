import type { Access } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail, preferredLanguage } from '@inquiry/problems'
import { examineRules, type CellFault } from '@inquiry/routing'
import type { Language, RouteRule } from '@inquiry/schema'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { askingCoordinator } from '../decide/asked-command.ts'
import { routingRegister } from './register.query.ts'
import * as contract from './routes.contract.ts'
import { putRoutes, readRoutes } from './routes.query.ts'
import { readRuleSheet, sheetMediaType, writeRuleSheet } from './sheet.ts'
import { simulateRoutes } from './simulate-routes.ts'

export type RoutesOptions = { db: Database; hubId: string; access: Access; now: () => Date }

/** A workbook of ten thousand rules has about a megabyte. */
const maxSheetBytes = 4 * 1024 * 1024

/** `/v1/routes…` (§10, annex A19, B22): the rules as versions, as a spreadsheet, and tried on the past. */
export function routesRoutes({ db, hubId, access, now }: RoutesOptions) {
  const app = createRouter()
  app.on('GET', ['/v1/routes', '/v1/routes/sheet'], access.coordinator())
  app.on('POST', ['/v1/routes/sheet', '/v1/routes/simulate'], access.coordinator('admin', 'coordinator'))
  app.on('PUT', ['/v1/routes', '/v1/routes/sheet'], access.wholeHub('admin', 'coordinator'))
  app.on('PUT', '/v1/routes', strictJsonBody())
  app.use('/v1/routes/simulate', strictJsonBody())
  app.on(['PUT', 'POST'], '/v1/routes/sheet', bodyLimit({ maxSize: maxSheetBytes, onError: tooLarge }))
  app.openapi(contract.getRoute, async (c) => {
    const routes = await readRoutes(db, c.req.valid('query').version, now())
    return routes
      ? c.json({ ...routes, ...(await examined(routes.rules, languageOf(c))) } as never, 200)
      : noSuchVersion()
  })
  app.openapi(contract.putRoute, async (c) => {
    const { effectiveFrom, rules } = c.req.valid('json')
    return c.json((await put(c, rules, effectiveFrom)) as never, 200)
  })
  app.openapi(contract.simulateRoute, async (c) => {
    const { rules, from, to } = c.req.valid('json')
    const register = await routingRegister(db, hubId, now())
    const { faults, findings } = examineRules(rules, register, languageOf(c))
    if (faults.length > 0) unusable([...faults])
    const past = { from, to, within: askingCoordinator(c).divisions }
    const simulated = await simulateRoutes(db, { rules, past, nodes: register.nodes, now: now() })
    return c.json({ ...simulated, findings } as never, 200)
  })
  app.openapi(contract.exportRoute, async (c) => {
    const routes = await readRoutes(db, c.req.valid('query').version, now())
    if (!routes) return noSuchVersion()
    const name = `routes-${routes.version}.xlsx`
    return c.body(new Uint8Array(await writeRuleSheet(routes.rules, languageOf(c))), 200, {
      'content-type': sheetMediaType,
      'content-disposition': `attachment; filename="${name}"`,
    }) as never
  })
  app.openapi(contract.readRoute, async (c) => {
    const { rules, faults } = await sheetIn(c)
    return c.json({ rules, faults, ...(await examined(rules, languageOf(c))) } as never, 200)
  })
  app.openapi(contract.importRoute, async (c) => {
    const { rules, faults } = await sheetIn(c)
    if (faults.length > 0) unusable(faults.map(({ cell, rule, message }) => ({ pointer: cell, rule, message })))
    return c.json((await put(c, rules, c.req.valid('query').effectiveFrom)) as never, 200)
  })
  return app

  async function put(c: Context, rules: RouteRule[], effectiveFrom: string) {
    const { faults, findings } = examineRules(rules, await routingRegister(db, hubId, now()), languageOf(c))
    if (faults.length > 0) unusable([...faults])
    const { subject } = askingCoordinator(c)
    const version = await putRoutes(db, { rules, effectiveFrom: new Date(effectiveFrom), putBy: subject }, now())
    return { version, effectiveFrom: logTime(new Date(effectiveFrom)), findings }
  }

  async function examined(rules: readonly RouteRule[], language: Language) {
    return { findings: examineRules(rules, await routingRegister(db, hubId, now()), language).findings }
  }
}

async function sheetIn(c: Context): Promise<{ rules: RouteRule[]; faults: CellFault[] }> {
  const read = await readRuleSheet(new Uint8Array(await c.req.arrayBuffer()), languageOf(c))
  return read ?? fail('invalid-body', '不是可以读取的 XLSX 表格。', 'This is no readable XLSX workbook.')
}

function languageOf(c: Context): Language {
  return preferredLanguage(c.req.header('accept-language'))
}

function unusable(errors: { pointer: string; rule: string; message: string }[]): never {
  const places = errors.map(({ pointer }) => pointer).slice(0, 5)
  return fail(
    'invalid-body',
    `规则不能发布，请修改：${places.join('、')}`,
    `The rules cannot be put: ${places.join(', ')}`,
    {
      errors,
    },
  )
}

function noSuchVersion(): never {
  return fail('not-found', '没有这个版本的规则。', 'There is no such version of the rules.')
}

function tooLarge(): never {
  return fail('envelope-too-large', '表格过大。', 'The workbook is too large.')
}
