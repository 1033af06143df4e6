import type { creditRefusals } from '../../domain/credit/credit-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** Refusals of buying on credit and of granting it. */
export const creditProblems: Record<(typeof creditRefusals)[number], ProblemEntry> = {
  'credit.overdue': entry(
    402,
    [
      'Credit is overdue',
      'The balance does not cover it, and nothing more is lent before what is `overdue` is paid back. Pay in at least that; it is collected at once.',
    ],
    ['账期欠款已逾期', '余额不足，且逾期款（overdue）还清前不再放款。请至少充值该金额，到账后自动扣还。'],
  ),
  'credit.limit_exceeded': entry(
    402,
    ['The credit limit is reached', 'Pay back some of the credit, or pay in what is missing.'],
    ['已达信用额度上限', '请先归还部分账期欠款或充值。'],
  ),
  'credit.move_not_allowed': entry(
    409,
    ['This draw cannot do that now', 'Read it again.'],
    ['该笔账期用款当前不可如此操作', '请重新读取。'],
  ),
  'credit.change_decided': entry(409, ['This change is decided', 'Read it again.'], ['该额度变更已处理', '请重新读取。']),
  'credit.change_pending': entry(
    409,
    ['Another change waits already', 'Decide about the one that is proposed for this partner and currency first.'],
    ['已有待复核的额度变更', '请先处理该合作方该币种的待复核变更。'],
  ),
  'credit.change_outdated': entry(
    409,
    ['The terms have changed since', 'Withdraw this proposal and propose anew what is to be in force.'],
    ['额度条款已变动', '请撤回该变更并重新提交。'],
  ),
  'credit.nothing_owed': entry(
    409,
    ['Nothing is owed in this currency', 'See `GET /v1/balances` for what is.'],
    ['该币种没有账期欠款', '请查看 GET /v1/balances。'],
  ),
  'credit.more_than_owed': entry(
    422,
    ['That is more than is owed', 'Repay at most what `GET /v1/balances` says is drawn.'],
    ['超过欠款金额', '还款不能超过 GET /v1/balances 所示的已用额度。'],
  ),
}
