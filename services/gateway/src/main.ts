#!/usr/bin/env node
import { Command } from 'commander'
import { checkCommand } from './command/check.ts'
import { initCommand } from './command/init.ts'
import { runCommand } from './command/run.ts'
import { statusCommand } from './command/status.ts'
import { BadConfiguration } from './config.ts'
import { GatewayStopped } from './open-gateway.ts'

const program = new Command('gateway')
  .description('网络问政数据交换网关 Inquiry Exchange Gateway')
  .showHelpAfterError()
  .addCommand(initCommand())
  .addCommand(checkCommand())
  .addCommand(runCommand())
  .addCommand(statusCommand())

try {
  await program.parseAsync()
} catch (error) {
  const isMendable = error instanceof BadConfiguration || error instanceof GatewayStopped
  console.error(isMendable ? error.message : error)
  process.exitCode = 1
}
