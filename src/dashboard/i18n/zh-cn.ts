import { zhCnBenches } from './zh-cn-benches.ts'
import { zhCnBooks } from './zh-cn-books.ts'
import { zhCnCodes } from './zh-cn-codes.ts'
import { zhCnFinance } from './zh-cn-finance.ts'
import { zhCnOrders } from './zh-cn-orders.ts'
import { zhCnPages } from './zh-cn-pages.ts'
import { zhCnProblems } from './zh-cn-problems.ts'
import { zhCnRuleWords } from './zh-cn-rule-words.ts'
import { zhCnRules } from './zh-cn-rules.ts'

/** Everything the app says in Chinese. */
export const zhCn = {
  ...zhCnPages,
  ...zhCnBenches,
  ...zhCnCodes,
  ...zhCnProblems,
  ...zhCnBooks,
  ...zhCnFinance,
  ...zhCnOrders,
  ...zhCnRules,
  ...zhCnRuleWords,
}
