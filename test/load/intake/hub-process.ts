import { readConfig, startHub } from '@inquiry/hub'
import { benchmarkToken } from './token.ts'

const hub = await startHub(
  readConfig({}, { ...process.env, PORT: '0', HUB_ADMIN_TOKEN: benchmarkToken, HUB_LOG_LEVEL: 'warn' }),
)
process.send?.({ port: Number(new URL(hub.url).port) })
process.on('disconnect', () => process.exit(0))
