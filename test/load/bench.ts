/** `pnpm bench <name>`: what can be measured, each by a module of its own with `run(args)`. */
const benches: Record<string, () => Promise<(args: string[]) => Promise<void>>> = {
  crash: async () => (await import('./crash/run.ts')).runCrash,
  find: async () => (await import('./find/run.ts')).runFind,
  due: async () => (await import('./due/run.ts')).runDue,
  append: async () => (await import('./append/run.ts')).runAppend,
  intake: async () => (await import('./intake/run.ts')).runIntake,
  stored: async () => (await import('./intake/stored.ts')).runStored,
  triage: async () => (await import('./triage/run.ts')).runTriage,
  log: async () => (await import('./log/run.ts')).runLogCost,
  transparency: async () => async (args) =>
    void (await (await import('../../packages/transparency/scripts/measure.ts')).runTransparency(args)),
  webhooks: async () => (await import('./webhooks/run.ts')).runWebhooks,
  delivery: async () => (await import('./delivery/run.ts')).runDelivery,
  overload: async () => (await import('./overload/run.ts')).runOverload,
  matching: async () => (await import('./matching/run.ts')).runMatching,
}

const [name = '', ...args] = process.argv.slice(2)
const load = benches[name]
if (load) await (await load())(args)
else {
  console.error(`There is no bench ${JSON.stringify(name)}: choose ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 1
}
