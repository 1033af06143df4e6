import type { catalogueRefusals } from '../../domain/catalogue/catalogue-refusals.ts'
import type { ledgerRefusals } from '../../domain/ledger/ledger-refusals.ts'
import type { orderRefusals } from '../../domain/orders/order-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'
import type { PreviewCode } from './preview-problems.ts'

type Code = Exclude<(typeof catalogueRefusals | typeof orderRefusals | typeof ledgerRefusals)[number], PreviewCode>

/** Refusals of finding, quoting, ordering, buying and paying. */
export const tradeProblems: Record<Code, ProblemEntry> = {
  'product.not_found': entry(
    404,
    ['Product not found', 'It does not exist on 1688 or is no longer offered.'],
    ['商品不存在', '该商品在 1688 上不存在或已下架。'],
  ),
  'product.not_orderable': entry(
    409,
    ['This product cannot be ordered', 'The seller does not take orders for it now.'],
    ['该商品暂不可订购', '卖家目前不接受该商品的订单。'],
  ),
  'product.sku_required': entry(
    422,
    ['A variant must be chosen', 'Give the `skuId` of one of the variants of the product.'],
    ['请选择规格', '请提供该商品某一规格的 skuId。'],
  ),
  'product.sku_unknown': entry(
    422,
    ['This variant does not exist', 'Read the product again: its variants have changed.'],
    ['规格不存在', '商品规格已变化，请重新读取商品。'],
  ),
  'product.link_not_recognised': entry(
    422,
    ['The link is not a 1688 product', 'Paste the address of a product page or an offer id.'],
    ['链接不是 1688 商品', '请粘贴商品页链接或商品编号。'],
  ),
  'product.image_not_usable': entry(
    422,
    [
      'The picture cannot be searched',
      '`reason` says what is wrong: send a clear JPEG, PNG or WebP of one product, or its public https address.',
    ],
    ['图片无法用于搜索', '原因见 reason：请上传清晰的单个商品 JPEG、PNG 或 WebP 图片，或提供其公网 https 地址。'],
  ),
  'product.restricted': entry(
    409,
    ['This product may not be exported', 'It is on the list of restricted goods.'],
    ['该商品禁止出口', '该商品属于限制类目。'],
  ),
  'category.not_found': entry(
    404,
    ['Category not found', 'Start at the top of the tree: leave out `parentId`.'],
    ['类目不存在', '请从顶级类目开始：不填 parentId。'],
  ),
  'supplier.not_found': entry(404, ['Supplier not found', 'No such supplier is known.'], ['供应商不存在', '没有该供应商的资料。']),
  'quote.expired': entry(
    410,
    ['The quote has expired', 'Ask for a new quote: prices and rates are locked for a limited time.'],
    ['报价已过期', '请重新询价：价格与汇率仅在有效期内锁定。'],
  ),
  'quote.already_used': entry(
    409,
    ['The quote was already ordered', 'A quote makes one order; ask for a new quote.'],
    ['该报价已下单', '一个报价只能生成一个订单，请重新询价。'],
  ),
  'quote.not_orderable': entry(
    409,
    ['The quote cannot be ordered', 'Something in it is not available any more; ask for a new quote.'],
    ['该报价无法下单', '其中部分内容已不可用，请重新询价。'],
  ),
  'quote.line_repeated': entry(
    422,
    ['A line repeats another one', 'Add up the quantities of the same variant in one line.'],
    ['明细行重复', '同一规格请合并为一行并相加数量。'],
  ),
  'quote.too_many_lines': entry(422, ['Too many lines', 'Split the request into several quotes.'], ['明细行过多', '请拆分为多个报价。']),
  'order.quote_or_lines': entry(
    422,
    ['Name a quote or give lines', 'Send either `quoteId` or `lines`, not both and not neither.'],
    ['请提供报价或明细', '请提供 quoteId 或 lines 之一，不可同时提供或都不提供。'],
  ),
  'order.line_unknown': entry(
    422,
    ['No such line', 'A `lineNo` counts the lines of the quote from 1, each named once.'],
    ['没有该行', 'lineNo 为报价中的行号，从 1 起，每行只能出现一次。'],
  ),
  'order.spec_mismatch': entry(
    409,
    ['The variant is not what you confirmed', 'Read the product again: its choices differ from those you confirmed.'],
    ['规格与确认内容不符', '商品规格与您确认的不一致，请重新读取商品。'],
  ),
  'order.remark_too_long': entry(
    422,
    ['The remarks are too long', 'All remarks to one seller, with the variants they name, may have 500 characters together.'],
    ['留言过长', '给同一卖家的所有留言（含规格名）合计不得超过 500 字。'],
  ),
  'order.tolerance_out_of_bounds': entry(
    422,
    ['The price tolerance is too wide', 'Choose a smaller one; the operator limits both the share and the amount.'],
    ['价格容差过大', '请选择更小的容差，比例与金额均有上限。'],
  ),
  'order.move_not_allowed': entry(
    409,
    ['The order does not allow this now', 'The moves it allows are listed in `allowed`.'],
    ['订单当前状态不允许此操作', '允许的操作见 allowed。'],
  ),
  'order.guard_failed': entry(
    409,
    ['A condition of this move is not met', 'Read the order again and see what is missing.'],
    ['不满足该操作的条件', '请重新读取订单并检查缺少的条件。'],
  ),
  'order.external_ref_taken': entry(
    409,
    ['This reference is already used', 'An order with this `externalRef` exists; its id is in `existingId`.'],
    ['该引用号已被使用', '已有订单使用此 externalRef，其编号见 existingId。'],
  ),
  'order.price_changed': entry(
    409,
    ['The price has changed', 'Confirm the new price or cancel the line.'],
    ['价格已变动', '请确认新价格或取消该行。'],
  ),
  'order.price_ceiling_exceeded': entry(
    409,
    ['The price is above the ceiling', 'The seller now asks for more than was agreed.'],
    ['价格超过上限', '卖家现报价高于约定价格。'],
  ),
  'order.quantity_broken': entry(
    500,
    ['Something went wrong on our side', 'The quantities of a line do not add up; the failure was recorded.'],
    ['服务端发生意外错误', '订单行数量不平衡，错误已记录。'],
  ),
  'order.quantity_insufficient': entry(
    409,
    ['Not that many units', 'The line does not have this many units in that state.'],
    ['数量不足', '该行处于此状态的数量不足。'],
  ),
  'order.not_paid': entry(409, ['The order is not paid', 'Pay the order first.'], ['订单未付款', '请先支付订单。']),
  'purchase.move_not_allowed': entry(
    409,
    ['The purchase does not allow this now', 'It is in another state.'],
    ['采购单当前状态不允许此操作', '采购单处于其他状态。'],
  ),
  'purchase.outcome_unknown': entry(
    409,
    ['The outcome of the last step is not known yet', 'It is being looked up at 1688.'],
    ['上一步结果尚未确认', '正在向 1688 查询结果。'],
  ),
  'purchase.close_too_fast': entry(409, ['1688 does not close it yet', 'Try again a little later.'], ['1688 暂不允许关闭', '请稍后再试。']),
  'wallet.insufficient': entry(
    402,
    ['The balance does not cover it', 'Top up the wallet; the missing amount is in `shortfall`.'],
    ['余额不足', '请充值，差额见 shortfall。'],
  ),
  'ledger.unbalanced': entry(
    500,
    ['Something went wrong on our side', 'The postings do not balance; nothing was written.'],
    ['服务端发生意外错误', '记账不平衡，未写入任何数据。'],
  ),
  'ledger.currency_mismatch': entry(
    422,
    ['Currencies do not match', 'Use the currency of the account.'],
    ['币种不一致', '请使用账户的币种。'],
  ),
  'ledger.account_missing': entry(
    500,
    ['Something went wrong on our side', 'An account is missing; nothing was written.'],
    ['服务端发生意外错误', '账户缺失，未写入任何数据。'],
  ),
  'ledger.amount_missing': entry(
    500,
    ['Something went wrong on our side', 'An amount is missing; nothing was written.'],
    ['服务端发生意外错误', '金额缺失，未写入任何数据。'],
  ),
  'ledger.amount_invalid': entry(
    422,
    ['The amount is not valid', 'Give a positive whole number of minor units.'],
    ['金额无效', '请填写正整数（最小货币单位）。'],
  ),
  'ledger.duplicate_group': entry(
    409,
    ['This was already booked', 'The same booking exists; nothing was written.'],
    ['已记账', '相同的记账已存在，未重复写入。'],
  ),
  'top_up.move_not_allowed': entry(
    409,
    ['The top-up does not allow this now', 'It is in another state.'],
    ['充值单当前状态不允许此操作', '充值单处于其他状态。'],
  ),
  'statement.not_ready': entry(
    409,
    ['The statement is not ready', 'It is made when the month is over.'],
    ['对账单尚未生成', '对账单在月末后生成。'],
  ),
  'exchange_rate.unavailable': entry(
    503,
    ['No exchange rate', 'There is no current rate for this currency; retry later.'],
    ['暂无汇率', '该币种暂无有效汇率，请稍后重试。'],
  ),
  'exchange_rate.stale': entry(
    503,
    ['The exchange rate is too old', 'Nobody has confirmed a rate for this currency of late; quote in another one or retry later.'],
    ['汇率已过期', '该币种汇率近期未更新，请改用其他币种报价或稍后重试。'],
  ),
  'exchange_rate.invalid': entry(
    422,
    ['This is no exchange rate', 'Give units of a foreign currency for one CNY as a positive decimal.'],
    ['汇率无效', '请以正小数填写 1 元人民币对应的外币数额。'],
  ),
  'exchange_rate.confirmation_required': entry(
    409,
    ['The rate differs much from the one in force', 'Check the decimal point; send it again with `isConfirmed` if it is right.'],
    ['与现行汇率相差较大', '请核对小数点；确认无误后以 isConfirmed 重新提交。'],
  ),
}
