import { enBenches } from './en-benches.ts'
import { enBooks } from './en-books.ts'
import { enCodes } from './en-codes.ts'
import { enFinance } from './en-finance.ts'
import { enOrders } from './en-orders.ts'
import { enPages } from './en-pages.ts'
import { enProblems } from './en-problems.ts'
import { enRuleWords } from './en-rule-words.ts'
import { enRules } from './en-rules.ts'

/** Everything the app says in English. */
export const en = { ...enPages, ...enBenches, ...enCodes, ...enProblems, ...enBooks, ...enFinance, ...enOrders, ...enRules, ...enRuleWords }
