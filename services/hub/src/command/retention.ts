import { Command } from 'commander'
import Table from 'cli-table3'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'

type Rule = { id: string; keeps: string; erases: string; basis: string }

/** `hub retention show|run`: how long a running hub keeps what, and erasing what is due. */
export function retentionCommand(): Command {
  const command = new Command('retention').description('how long a running hub keeps personal data 保存期限')
  withHubAccess(command.command('show').description('print the rules')).action(show)
  withHubAccess(command.command('run').description('erase now what is due; the hub does so every hour')).action(run)
  return command
}

async function show(access: HubAccess): Promise<void> {
  const { rules } = await askHub<{ rules: Rule[] }>(access, 'GET', '/v1/retention')
  if (access.json) return console.log(JSON.stringify(rules))
  const table = new Table({ head: ['rule', 'keeps', 'erases', 'basis'], colWidths: [22, 18, 50, 40], wordWrap: true })
  for (const { id, keeps, erases, basis } of rules) table.push([id, keeps, erases, basis])
  console.log(table.toString())
}

async function run(access: HubAccess): Promise<void> {
  const erased = await askHub<Record<string, number>>(access, 'POST', '/v1/retention/runs')
  if (access.json) return console.log(JSON.stringify(erased))
  for (const [what, count] of Object.entries(erased)) console.log(`${what}: ${count} erased`)
}
