import type { RefusalCode } from '../../domain/shared/refusal-codes.ts'
import { baseProblems } from './base-problems.ts'
import { creditProblems } from './credit-problems.ts'
import type { ProblemEntry } from './entry.ts'
import { previewProblems } from './preview-problems.ts'
import { refundProblems } from './refund-problems.ts'
import { requestProblems } from './request-problems.ts'
import { serviceProblems } from './service-problems.ts'
import { tradeProblems } from './trade-problems.ts'
import { walletProblems } from './wallet-problems.ts'
import { warehouseProblems } from './warehouse-problems.ts'

export type ProblemCode = RefusalCode | keyof typeof requestProblems

/** Every error the API can answer with. Total over the codes of the domain: a new one does not compile until it has a status and words. */
export const PROBLEMS: Record<ProblemCode, ProblemEntry> = {
  ...requestProblems,
  ...baseProblems,
  ...tradeProblems,
  ...previewProblems,
  ...warehouseProblems,
  ...serviceProblems,
  ...refundProblems,
  ...walletProblems,
  ...creditProblems,
}

/** True for a code of the catalogue. */
export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code)
}
