import type { Transaction } from '../ports.ts'
import type { DecideCreditChange, ProposeCreditChange } from './change-credit.ts'
import type { CreditChange } from './credit-change.ts'
import type { CreditDraw } from './credit-draw.ts'
import type { RepayCredit } from './repay-credit.ts'

/** What doors may ask to be changed about credit. */
export interface CreditCommands {
  /** Before it is due, from the balance; answers the draws that were touched. */
  repayCredit(tx: Transaction, input: RepayCredit): Promise<CreditDraw[]>
  proposeCreditChange(tx: Transaction, input: ProposeCreditChange): Promise<CreditChange>
  decideCreditChange(tx: Transaction, input: DecideCreditChange): Promise<CreditChange>
}
