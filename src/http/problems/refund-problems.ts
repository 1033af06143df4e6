import type { refundRefusals } from '../../domain/refunds/refund-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** Refusals of claiming, filing and paying out. */
export const refundProblems: Record<(typeof refundRefusals)[number], ProblemEntry> = {
  'refund.move_not_allowed': entry(
    409,
    ['The refund does not allow this now', 'The moves it allows are listed in `allowed`.'],
    ['退款单当前状态不允许此操作', '允许的操作见 allowed。'],
  ),
  'refund.guard_failed': entry(
    409,
    ['A condition of this move is not met', 'Read the refund again.'],
    ['不满足该操作的条件', '请重新读取退款单。'],
  ),
  'refund.amount_exceeds_refundable': entry(
    409,
    ['More than can be refunded', 'Ask for no more than what was paid and not yet refunded.'],
    ['超出可退金额', '申请金额不得超过已付且未退的金额。'],
  ),
  'refund.quantity_exceeds_refundable': entry(
    409,
    ['More units than can be refunded', 'Some of these units are refunded or under a claim already.'],
    ['超出可退数量', '部分数量已退款或正在售后中。'],
  ),
  'refund.component_exceeds_paid': entry(
    409,
    ['More than was paid for this part', 'No part is refunded beyond what was paid for it.'],
    ['超出该项已付金额', '任何一项的退款不得超过其已付金额。'],
  ),
  'refund.amount_must_be_full': entry(
    422,
    ['Only the full amount', 'This type of refund gives back everything these units cost.'],
    ['仅支持全额', '该退款类型须退还这些数量的全部金额。'],
  ),
  'refund.freight_not_refundable': entry(
    409,
    ['Freight is not refundable here', 'The reason does not cover the freight.'],
    ['运费不可退', '该原因不涵盖运费。'],
  ),
  'refund.open_case_exists': entry(
    409,
    ['A claim on these units is open', 'Wait for its outcome or cancel it; its id is in `existingId`.'],
    ['已有进行中的售后', '请等待其结果或取消，编号见 existingId。'],
  ),
  'refund.reason_not_allowed': entry(
    422,
    ['This reason cannot be used', 'Choose a reason that fits the type and the state of the goods.'],
    ['不可使用该原因', '请选择与类型及货物状态相符的原因。'],
  ),
  'refund.type_not_available': entry(
    409,
    ['This type of refund is not available', 'The goods are in another stage.'],
    ['不支持该退款类型', '货物处于其他阶段。'],
  ),
  'refund.evidence_missing': entry(
    422,
    ['Evidence is missing', 'Attach the photos this reason needs.'],
    ['缺少凭证', '请附上该原因所需的照片。'],
  ),
  'refund.too_late': entry(
    409,
    ['The deadline has passed', 'The seller cannot be claimed against any more.'],
    ['已过期限', '已无法向卖家提出售后。'],
  ),
  'refund.too_early_to_escalate': entry(
    409,
    ['Too early to escalate', 'The seller still has time to answer.'],
    ['尚不能申请介入', '卖家仍在答复期内。'],
  ),
  'refund.already_paid_out': entry(
    409,
    ['Already paid out', 'This refund was paid; nothing was changed.'],
    ['已退款', '该退款已支付，未做更改。'],
  ),
  'refund.not_cancellable': entry(
    409,
    ['It cannot be cancelled any more', 'The seller has already acted on it.'],
    ['已无法取消', '卖家已处理该售后。'],
  ),
  'refund.compensation_pending': entry(
    409,
    ['Compensation waits for a second person', 'Somebody has proposed compensation for this claim: answer that first.'],
    ['赔付待另一人复核', '该退款单已有待复核的赔付，请先同意、拒绝或撤回。'],
  ),
  'refund.nothing_proposed': entry(
    409,
    ['Nothing is proposed', 'No compensation waits for an answer on this claim.'],
    ['没有待复核的赔付', '该退款单没有等待答复的赔付。'],
  ),
  'refund.nothing_on_hold': entry(
    409,
    ['No units of this claim lie on hold', 'Read the inspection: its units were decided on already.'],
    ['该退款单没有待处理的暂存货物', '请查看质检单：相关货物已有处理结果。'],
  ),
  'refund.appeal_used': entry(
    409,
    ['The appeal was already used', 'A case can be appealed once.'],
    ['申诉机会已使用', '每个售后仅可申诉一次。'],
  ),
}
