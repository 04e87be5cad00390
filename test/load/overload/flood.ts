import { readFileSync } from 'node:fs'
import { requestsOf } from '../connection.ts'
import { sendSteadily } from './open-loop.ts'

/**
 * A sender in a process of its own, so that how busy it is does not count as the hub's slowness to others. It says when
 * it is ready, and begins when it is told: until then it takes the two cores for itself.
 */
const [url = '', file = '', perSecond = '', connections = ''] = process.argv.slice(2)
const requests = requestsOf(url, readFileSync(file, 'latin1').split('\n'))
const told = new Promise((begin) => process.once('message', begin))
process.send?.('ready')
await told
process.send?.(await sendSteadily(url, requests, Number(perSecond), Number(connections)))
process.disconnect?.()
