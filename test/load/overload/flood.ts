import { readFileSync } from 'node:fs'
import { sendSteadily } from './open-loop.ts'

/** A sender in a process of its own, so that how busy it is does not count as the hub's slowness to others. */
const [url = '', file = '', perSecond = '', connections = ''] = process.argv.slice(2)
const bodies = readFileSync(file, 'latin1').split('\n')
process.send?.(await sendSteadily(url, bodies, Number(perSecond), Number(connections)))
