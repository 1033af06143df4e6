import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's second choice for Argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash to store for a password, salted, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** True when the password is the hashed one. Without a hash it takes as long and is false: unknown accounts do not show. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  if (passwordHash !== undefined) return verify(passwordHash, password)
  await verify(await nobodysHash(), password)
  return false
}

let nobody: Promise<string> | undefined

function nobodysHash(): Promise<string> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  return nobody
}
