import type { Clock } from '../domain/shared/clock.ts'
import type { LedgerProofResult } from '../domain/wallet/wallet-ports.ts'
import type { Db } from './database.ts'
import { proveLedger } from './ledger-proof.ts'

/** Proves the books and keeps what came of it; one that found something stays until a later one finds nothing. */
export async function proveAndKeep(db: Db, { clock }: { clock: Clock }): Promise<LedgerProofResult> {
  const startedAt = performance.now()
  const proof = await proveLedger(db)
  const result = { ...proof, provedAt: clock.now(), tookMs: Math.round(performance.now() - startedAt) }
  await db.insertInto('ledgerProof').values(result).execute()
  return result
}

/** The last proof; undefined before the first. */
export async function lastProof(db: Db): Promise<LedgerProofResult | undefined> {
  const columns = ['provedAt', 'tookMs', 'postings', 'unbalancedGroups', 'driftedAccounts'] as const
  return db.selectFrom('ledgerProof').select(columns).orderBy('id', 'desc').executeTakeFirst()
}

/** True when every group balanced and every balance was the sum of its postings. */
export function isSound({ unbalancedGroups, driftedAccounts }: Pick<LedgerProofResult, 'unbalancedGroups' | 'driftedAccounts'>): boolean {
  return unbalancedGroups.length === 0 && driftedAccounts.length === 0
}
