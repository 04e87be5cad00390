import { readFileSync } from 'node:fs'

/**
 * Loaded into a hub before anything else (`--import`): its wall clock is off by as many milliseconds as the file
 * LAB_CLOCK says, also while it runs. Timers and monotonic clocks stay right, as when an operator sets the clock.
 */
const file = process.env['LAB_CLOCK']
const RealDate = Date
let offset = 0

function readOffset(): void {
  try {
    offset = Number(readFileSync(file ?? '', 'utf8')) || 0
  } catch {
    offset = 0
  }
}

if (file !== undefined) {
  readOffset()
  setInterval(readOffset, 100).unref()
  const realNow = RealDate.now.bind(RealDate)
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], newTarget: typeof RealDate) =>
      args.length === 0 ? new target(realNow() + offset) : (Reflect.construct(target, args, newTarget) as Date),
    get: (target, name, receiver) =>
      name === 'now' ? () => realNow() + offset : (Reflect.get(target, name, receiver) as unknown),
  })
}
