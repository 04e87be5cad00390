#!/usr/bin/env node
import { Command } from 'commander'
import { assessmentCommand } from './command/assessment.ts'
import { demoCommand } from './command/demo.ts'
import { exportCommand } from './command/export.ts'
import { keysCommand } from './command/keys.ts'
import { nodeCommand } from './command/node.ts'
import { republishCommand } from './command/republish.ts'
import { retentionCommand } from './command/retention.ts'
import { serveCommand } from './command/serve.ts'
import { statusCommand } from './command/status.ts'
import { webhooksCommand } from './command/webhooks.ts'
import { verifyCommand } from './command/verify.ts'
import { witnessCommand } from './command/witness.ts'
import { endWithOneLine } from './command/ending.ts'

const program = new Command('hub')
  .description('网络问政数据交换枢纽 Inquiry Exchange Hub')
  .showHelpAfterError()
  .addCommand(serveCommand())
  .addCommand(demoCommand())
  .addCommand(nodeCommand())
  .addCommand(statusCommand())
  .addCommand(webhooksCommand())
  .addCommand(republishCommand())
  .addCommand(keysCommand())
  .addCommand(retentionCommand())
  .addCommand(exportCommand())
  .addCommand(verifyCommand())
  .addCommand(assessmentCommand())
  .addCommand(witnessCommand())

program.parseAsync().catch(endWithOneLine)
