import type { inspectionRefusals } from '../../domain/inspections/inspection-refusals.ts'
import type { parcelRefusals } from '../../domain/parcels/parcel-refusals.ts'
import type { shipmentRefusals } from '../../domain/shipments/shipment-refusals.ts'
import type { stockRefusals } from '../../domain/stock/stock-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

type Code = (typeof parcelRefusals | typeof inspectionRefusals | typeof stockRefusals | typeof shipmentRefusals)[number]

/** Refusals of receiving, inspecting, storing, packing and exporting. */
export const warehouseProblems: Record<Code, ProblemEntry> = {
  'parcel.move_not_allowed': entry(
    409,
    ['The parcel does not allow this now', 'The moves it allows are listed in `allowed`.'],
    ['包裹当前状态不允许此操作', '允许的操作见 allowed。'],
  ),
  'parcel.guard_failed': entry(
    409,
    ['A condition of this move is not met', 'Read the parcel again.'],
    ['不满足该操作的条件', '请重新读取包裹。'],
  ),
  'parcel.already_matched': entry(
    409,
    ['The parcel is already matched', 'It belongs to another purchase.'],
    ['包裹已匹配', '该包裹已属于其他采购单。'],
  ),
  'parcel.waybill_unknown': entry(
    404,
    ['No parcel with this waybill', 'No expected parcel carries this number; handle it as unclaimed.'],
    ['没有该运单号的包裹', '预报中没有此运单号，请按无主件处理。'],
  ),
  'parcel.count_exceeds_expected': entry(
    409,
    ['More units than expected', 'Record the surplus as an exception.'],
    ['数量多于预期', '请将多出的数量登记为异常。'],
  ),
  'inspection.move_not_allowed': entry(
    409,
    ['The inspection does not allow this now', 'The moves it allows are listed in `allowed`.'],
    ['验货单当前状态不允许此操作', '允许的操作见 allowed。'],
  ),
  'inspection.guard_failed': entry(
    409,
    ['A condition of this move is not met', 'Read the inspection again.'],
    ['不满足该操作的条件', '请重新读取验货单。'],
  ),
  'inspection.photos_missing': entry(
    409,
    ['Photos are missing', 'Take every shot of the plan first.'],
    ['缺少照片', '请先拍摄方案中的全部照片。'],
  ),
  'inspection.quantity_mismatch': entry(
    422,
    ['The quantities do not add up', 'Passed and failed units must sum to the counted ones.'],
    ['数量不一致', '合格数与不合格数之和须等于清点数。'],
  ),
  'inspection.decision_not_offered': entry(
    409,
    ['This decision is not offered', 'Choose one of those listed in `allowed`.'],
    ['不提供该处理方式', '请选择 allowed 中列出的方式。'],
  ),
  'inspection.decision_overdue': entry(
    409,
    ['The time to decide is over', 'The policy of the line was applied.'],
    ['已过处理期限', '已按订单行的预设策略处理。'],
  ),
  'inspection.override_reason_required': entry(
    422,
    ['A reason is required', 'Say why the result is overridden.'],
    ['需要填写原因', '请说明修改结果的原因。'],
  ),
  'inspection.level_unknown': entry(
    422,
    ['This inspection level does not exist', 'Choose a published level.'],
    ['验货等级不存在', '请选择已公布的验货等级。'],
  ),
  'inspection.lot_size_invalid': entry(
    422,
    ['The lot size is not valid', 'Give a whole number of units, at least one.'],
    ['批量无效', '请填写不小于 1 的整数。'],
  ),
  'stock.insufficient': entry(409, ['Not enough in stock', 'Fewer units are free in this lot.'], ['库存不足', '该批次可用数量不足。']),
  'stock.lot_locked': entry(
    409,
    ['The lot is locked', 'It waits for a decision or a count.'],
    ['该批次已锁定', '该批次正在等待处理或盘点。'],
  ),
  'stock.bin_unknown': entry(422, ['This bin does not exist', 'Scan the label of a bin.'], ['库位不存在', '请扫描库位标签。']),
  'stock.notice_missing': entry(
    409,
    ['The notice was not given', 'Goods are disposed of only after the notice period.'],
    ['尚未发出通知', '须在通知期满后方可处置货物。'],
  ),
  'stock.disposed_already': entry(409, ['It is disposed of already', 'Nothing is left of this lot.'], ['该批次已处置', '该批次已无货物。']),
  'shipment.move_not_allowed': entry(
    409,
    ['The shipment does not allow this now', 'The moves it allows are listed in `allowed`.'],
    ['货件当前状态不允许此操作', '允许的操作见 allowed。'],
  ),
  'shipment.guard_failed': entry(
    409,
    ['A condition of this move is not met', 'Read the shipment again.'],
    ['不满足该操作的条件', '请重新读取货件。'],
  ),
  'shipment.items_not_available': entry(
    409,
    ['Some items are not free', 'They are reserved, claimed or already sent.'],
    ['部分货物不可用', '货物已被占用、处于售后中或已发出。'],
  ),
  'shipment.line_not_available': entry(
    409,
    ['This shipping line cannot take it', 'Choose another shipping line.'],
    ['该线路无法承运', '请选择其他线路。'],
  ),
  'shipment.restricted_item': entry(
    409,
    ['The line does not carry these goods', 'Batteries, liquids or the like need another line.'],
    ['该线路不承运此类货物', '带电、液体等货物需使用其他线路。'],
  ),
  'shipment.too_heavy': entry(409, ['Too heavy', 'Split the shipment.'], ['超重', '请拆分货件。']),
  'shipment.too_large': entry(409, ['Too large', 'Split the shipment.'], ['超尺寸', '请拆分货件。']),
  'shipment.value_too_high': entry(
    409,
    ['The declared value is too high', 'Split the shipment or choose another line.'],
    ['申报价值过高', '请拆分货件或选择其他线路。'],
  ),
  'shipment.customs_incomplete': entry(
    409,
    ['Customs details are missing', 'Complete the details of every item.'],
    ['报关信息不完整', '请补全每件货物的报关信息。'],
  ),
  'shipment.estimate_expired': entry(410, ['The estimate has expired', 'Ask for a new estimate.'], ['估价已过期', '请重新估价。']),
  'shipment.line_unknown': entry(
    422,
    ['This shipping line does not exist', 'Choose a published line code.'],
    ['线路不存在', '请选择已公布的线路代码。'],
  ),
  'shipment.destination_not_served': entry(
    409,
    ['This destination is not served', 'Choose another line or another address.'],
    ['目的地不在服务范围', '请选择其他线路或地址。'],
  ),
}
