import type { RefundReason } from '../upstream/refund.ts'

/**
 * 1688's reasons change with the order and the goods' status and have no stable ids (domain.md 10.4), so ours are matched by the
 * words 1688 uses for them, best first.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  CHANGED_MIND: ['不想', '不喜欢', '多拍', '拍错'],
  OUT_OF_STOCK: ['缺货', '无货'],
  SELLER_REFUSED: ['缺货', '卖家', '协商'],
  LATE_SHIPMENT: ['未按', '发货', '延迟'],
  FALSE_SHIPMENT: ['虚假', '物流', '未收到'],
  LOST_DOMESTIC: ['丢', '物流', '未收到'],
  NOT_RECEIVED_BUT_SIGNED: ['未收到', '物流'],
  SHORT_QUANTITY: ['少', '漏', '空包'],
  MISSING_ACCESSORY: ['少', '漏', '缺'],
  WRONG_ITEM: ['错', '不符', '图案'],
  WRONG_VARIANT: ['颜色', '尺', '错', '不符'],
  DAMAGED_ON_ARRIVAL: ['破损', '损坏', '变形', '质量'],
  DEFECTIVE_QUALITY: ['质量', '瑕疵', '做工'],
  NOT_AS_DESCRIBED: ['描述', '不符', '材质'],
  COUNTERFEIT_IP: ['假', '品牌', '侵权'],
  EXPIRED: ['过期', '保质', '质量'],
}

/** The upstream reason that says most nearly what ours says; one that needs pictures only when there are some. */
export function chooseReason(reasonCode: string, offered: RefundReason[], hasVouchers: boolean): RefundReason | undefined {
  const usable = offered.filter((reason) => hasVouchers || !reason.needsVoucher)
  for (const word of WORDS[reasonCode] ?? []) {
    const match = usable.find((reason) => reason.name.includes(word))
    if (match !== undefined) return match
  }
  return usable[0]
}
