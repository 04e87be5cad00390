import { Command } from 'commander'
import { readConfig, type ConfigOptions } from '../config.ts'
import { startHub, type RunningHub } from '../start-hub.ts'

/** `hub serve`: the whole hub in this process, until SIGTERM or SIGINT. */
export function serveCommand(): Command {
  return withServerOptions(new Command('serve').description('run the hub 运行枢纽')).action(
    async (options: ConfigOptions) => {
      const hub = await startHub(readConfig(options))
      announce(hub)
      stopOnSignal(hub)
    },
  )
}

/** The options of every command that runs a hub; all settings also come from the environment. */
export function withServerOptions(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen on (PORT, default 8080; 0 finds a free one)')
    .option('--host <address>', 'address to listen on (HOST, default 127.0.0.1)')
    .option('--data <folder>', 'folder of the database and keys (HUB_DATA, default .data)')
    .addHelpText(
      'after',
      '\nEnvironment: PORT HOST HUB_ID HUB_NAME HUB_DATA DATABASE_URL NATS_URL HUB_ADMIN_TOKEN HUB_MASTER_KEY\n  HUB_PUBLIC_EVENTS HUB_ENVELOPES_PER_SECOND HUB_READS_PER_SECOND HUB_LOG_LEVEL HUB_TEST_MODE HUB_WITNESSES\n  HUB_KEEP_REPORTER_YEARS HUB_KEEP_TEXT_YEARS HUB_PUBLIC_URL HUB_OIDC_ISSUER HUB_OIDC_AUDIENCE\n  HUB_OIDC_CLIENT_ID HUB_OIDC_CLIENT_SECRET HUB_OIDC_SCOPE HUB_OIDC_ROLES_CLAIM HUB_OIDC_DIVISIONS_CLAIM',
    )
}

/** Say where the hub is and what carries its events. */
export function announce({ url, natsUrl, secrets }: RunningHub): void {
  console.log(`hub ready at ${url}  ·  API ${url}/docs  ·  console ${url}/console/`)
  console.log(
    natsUrl
      ? `events on JetStream at ${natsUrl}`
      : 'no nats-server: events are served from the log (inbox, /v1/events, SSE)',
  )
  if (secrets.adminTokenIsNew)
    console.log(`administrator's token (shown once, kept in admin.token of the data folder): ${secrets.adminToken}`)
}

/** SIGTERM and SIGINT drain and end the hub; a second one ends it at once. */
export function stopOnSignal(hub: RunningHub): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void hub.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}
