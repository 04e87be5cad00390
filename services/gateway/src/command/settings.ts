import { join } from 'node:path'
import type { Command } from 'commander'

/** Where a gateway lies. */
export type Place = { folder: string }

export function withPlace(command: Command): Command {
  return command.option('--folder <folder>', 'folder of gateway.yaml and its state 网关所在文件夹', '.')
}

export function configFile({ folder }: Place): string {
  return join(folder, 'gateway.yaml')
}
