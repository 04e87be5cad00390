#!/usr/bin/env node
import { Command } from 'commander'

const program = new Command('gateway').description('网络问政数据交换网关 Inquiry Exchange Gateway').showHelpAfterError()

await program.parseAsync()
