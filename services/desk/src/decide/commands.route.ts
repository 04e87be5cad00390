import type { Access, AccessEnv } from '@inquiry/access'
import { createRouter, strictJsonBody } from '@inquiry/http'
import type { Author, Command } from '@inquiry/lifecycle'
import type { LinkRecorded, Recorded, RecordedEvent, SupervisionIssued } from '@inquiry/schema'
import type { Context } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { askedCommand, askingCoordinator } from './asked-command.ts'
import * as contract from './commands.contract.ts'
import { decideCase, type CoordinationOptions } from './decide-case.ts'
import { decideLink, decideUnlink } from './link-cases.ts'

/** The paths of commands below a case. */
const paths = [
  'assignments',
  'designation',
  'supervision',
  'extension',
  'reopening',
  'review',
  'reporter-release',
  'links',
]

/** A coordinator's commands on a case (§10, annex B17, B43): decided by the table, recorded, answered once. */
export function commandRoutes({ access, ...options }: CoordinationOptions & { access: Access }) {
  const app = createRouter()
  for (const path of paths) {
    app.use(`/v1/cases/:caseId/${path}`, access.decider('coordinator'), strictJsonBody())
    app.use(`/v1/cases/:caseId/${path}/:id`, access.decider('coordinator'), strictJsonBody())
  }
  app.openapi(contract.assignRoute, async (c) => {
    const { nodeId: node, role, reason } = c.req.valid('json')
    return c.json(await decide<Recorded>(c, { kind: 'assign', node, role, author: coordinator(reason) }), 201)
  })
  app.openapi(contract.designateRoute, async (c) => {
    const { nodeId: node, reason } = c.req.valid('json')
    return c.json(await decide<Recorded>(c, { kind: 'designate', node, author: coordinator(reason) }), 201)
  })
  app.openapi(contract.superviseRoute, async (c) => {
    const { level, reason, answerBy, public: isPublic = false } = c.req.valid('json')
    const command: Command = {
      kind: 'supervise',
      supervisionId: uuidv7(),
      level,
      ...(answerBy === undefined ? {} : { answerBy }),
      isPublic,
      author: coordinator(reason),
    }
    return c.json(await decide<SupervisionIssued>(c, command, supervisionOf), 201)
  })
  app.openapi(contract.extensionRoute, async (c) => {
    const { decision, until, reason } = c.req.valid('json')
    const granted = until === undefined ? {} : { until }
    return c.json(
      await decide<Recorded>(c, { kind: 'decide-extension', decision, ...granted, author: coordinator(reason) }),
      201,
    )
  })
  app.openapi(contract.reopeningRoute, async (c) => {
    const { decision, reason } = c.req.valid('json')
    return c.json(await decide<Recorded>(c, { kind: 'decide-reopening', decision, author: coordinator(reason) }), 201)
  })
  app.openapi(contract.reviewRoute, async (c) => {
    const { nodeId: node, reason } = c.req.valid('json')
    return c.json(await decide<Recorded>(c, { kind: 'appoint-reviewer', node, author: coordinator(reason) }), 201)
  })
  app.openapi(contract.releaseRoute, async (c) => {
    const { nodeId: node, reason } = c.req.valid('json')
    return c.json(await decide<Recorded>(c, { kind: 'release-reporter', node, author: coordinator(reason) }), 201)
  })
  app.openapi(contract.relieveRoute, async (c) => {
    const command = { kind: 'relieve', node: c.req.valid('param').nodeId, author: coordinator(saidIn(c)) } as const
    return c.json(await decide<Recorded>(c, command), 200)
  })
  app.openapi(contract.liftRoute, async (c) => {
    const { supervisionId } = c.req.valid('param')
    const author = coordinator(c.req.valid('json').reason)
    return c.json(await decide<Recorded>(c, { kind: 'lift-supervision', supervisionId, author }), 200)
  })
  app.openapi(contract.linkRoute, async (c) => {
    const { caseId: otherId, reason } = c.req.valid('json')
    const pair = { caseId: c.req.valid('param').caseId, otherId, by: askingCoordinator(c), author: coordinator(reason) }
    return c.json((await decideLink(options, await askedCommand(c), pair)) as LinkRecorded, 201)
  })
  app.openapi(contract.unlinkRoute, async (c) => {
    const pair = { ...c.req.valid('param'), by: askingCoordinator(c), author: coordinator(saidIn(c)) }
    return c.json((await decideUnlink(options, await askedCommand(c), pair)) as Recorded, 200)
  })
  return app

  async function decide<A extends object>(
    c: Context<AccessEnv>,
    command: Command,
    answer?: (event: RecordedEvent) => object,
  ): Promise<A> {
    const decision = {
      caseId: c.req.param('caseId') ?? '',
      by: askingCoordinator(c),
      command,
      ...(answer ? { answer } : {}),
    }
    return (await decideCase(options, await askedCommand(c), decision)) as A
  }
}

function supervisionOf({ data }: RecordedEvent): object {
  return 'supervisionId' in data ? { supervisionId: data.supervisionId } : {}
}

/** Where a command may come without its reason, it is recorded that none was given. */
function coordinator(reason = '（未说明理由）'): Author {
  return { by: 'coordinator', reason }
}

function saidIn(c: {
  req: { valid: (target: 'json') => { reason?: string | undefined } | undefined }
}): string | undefined {
  return c.req.valid('json')?.reason
}
