/** `pnpm bench <name>`: what can be measured, each by a module of its own with `run(args)`. */
const benches: Record<string, () => Promise<(args: string[]) => Promise<void>>> = {
  crash: async () => (await import('./crash/run.ts')).runCrash,
  due: async () => (await import('./due/run.ts')).runDue,
  append: async () => (await import('./append/run.ts')).runAppend,
  intake: async () => (await import('./intake/run.ts')).runIntake,
  triage: async () => (await import('./triage/run.ts')).runTriage,
  triage: async () => (await import('./triage/run.ts')).runTriage,
  matching: async () => (await import('./matching/run.ts')).runMatching,
}

const [name = '', ...args] = process.argv.slice(2)
const load = benches[name]
if (load) await (await load())(args)
else {
  console.error(`There is no bench ${JSON.stringify(name)}: choose ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 1
}
