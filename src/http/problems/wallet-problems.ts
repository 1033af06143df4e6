import type { walletRefusals } from '../../domain/wallet/wallet-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** Refusals of topping up, of credit and of bookings by finance. */
export const walletProblems: Record<(typeof walletRefusals)[number], ProblemEntry> = {
  'top_up.amount_differs': entry(
    409,
    ['Another amount came than was asked for', 'Finance decides what happens to it.'],
    ['到账金额与申请不符', '由财务人员处理。'],
  ),
  'top_up.currency_not_supported': entry(
    422,
    ['This currency cannot be topped up', 'Choose a currency quotes can be made in.'],
    ['该币种不支持充值', '请选择可报价的币种。'],
  ),
  'top_up.method_not_available': entry(
    409,
    ['This way of paying is not available', 'Use `bankTransfer`, or ask your account manager.'],
    ['该付款方式不可用', '请使用 bankTransfer，或联系您的客户经理。'],
  ),
  'wallet.debt_unsettled': entry(
    402,
    ['A reversed top-up is not settled yet', 'Pay in what is missing, see `shortfall`; then pay again.'],
    ['有被撤回的充值尚未结清', '请先补足 shortfall 所示金额后再支付。'],
  ),
  'wallet.reason_required': entry(422, ['A reason is required', 'Say why in a sentence.'], ['须填写原因', '请用一句话说明原因。']),
}
