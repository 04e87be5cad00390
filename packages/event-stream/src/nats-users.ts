import { nkeys } from '@nats-io/transport-node'
import { inboxStream, inquiryStream } from './settings.ts'
import { inboxSubject } from './subject.ts'

/** A node's user: known to the server by its public key alone. */
export type NatsUser = { node: string; publicKey: string }

/** A new key of a user: the seed is handed to the node and kept nowhere. */
export function newUserKey(): { publicKey: string; seed: string } {
  const pair = nkeys.createUser()
  return { publicKey: pair.getPublicKey(), seed: new TextDecoder().decode(pair.getSeed()) }
}

/** Where answers to a node's requests arrive; nobody else may listen there. */
export function inboxPrefixOf(node: string): string {
  return `_INBOX_${node}`
}

/** What a node may do, and nothing else: fetch and acknowledge by its own consumers, and listen to what is its or public. */
export function permissionsOf(node: string): { publish: string[]; subscribe: string[] } {
  const consumers = [inboxStream.name, inquiryStream.name].flatMap((stream) => [
    `$JS.API.CONSUMER.INFO.${stream}.${node}`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${node}`,
    `$JS.ACK.${stream}.${node}.>`,
  ])
  return {
    publish: consumers,
    subscribe: [`${inboxPrefixOf(node)}.>`, inboxSubject(node, '>'), ...inquiryStream.subjects],
  }
}

/**
 * The `authorization` block of a server's configuration: the hub itself, which may do everything, and one user per node.
 * A server that loads it again drops the connections of users that are no longer in it.
 */
export function authorizationBlock(hub: { user: string; password: string }, users: readonly NatsUser[]): string {
  const entries = users.map(({ node, publicKey }) => {
    const { publish, subscribe } = permissionsOf(node)
    return `    { nkey: ${publicKey}, permissions: { publish: { allow: ${JSON.stringify(publish)} }, subscribe: { allow: ${JSON.stringify(subscribe)} } } }`
  })
  const own = `    { user: ${JSON.stringify(hub.user)}, password: ${JSON.stringify(hub.password)} }`
  return ['authorization {', '  timeout: 2', '  users = [', [own, ...entries].join('\n'), '  ]', '}', ''].join('\n')
}
