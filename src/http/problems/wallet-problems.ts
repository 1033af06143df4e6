import type { walletRefusals } from '../../domain/wallet/wallet-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** Refusals of topping up, of credit and of bookings by finance. */
export const walletProblems: Record<(typeof walletRefusals)[number], ProblemEntry> = {
  'booking.move_not_allowed': entry(409, ['This booking is decided', 'Read it again.'], ['该记账单已处理', '请重新读取。']),
  'booking.second_person_required': entry(
    403,
    ['A second person has to agree', 'Above the limit a booking is agreed to by somebody other than who made it.'],
    ['须由另一人复核', '超过限额的记账须由制单人以外的人员复核。'],
  ),
  'booking.not_yours': entry(
    403,
    ['Only who made it may do this', 'Ask the person who made the booking.'],
    ['仅制单人可操作', '请联系制单人。'],
  ),
  'booking.bank_reference_taken': entry(
    409,
    ['This bank transfer is recorded already', 'Look for its bank reference among the bookings.'],
    ['该笔银行转账已登记', '请在记账单中按银行流水号查找。'],
  ),
  'booking.details_missing': entry(
    422,
    ['Something is missing', 'This kind of booking needs the fields in `missing`.'],
    ['信息不完整', '该类记账需填写 missing 所列字段。'],
  ),
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
