import type { CargoLine } from '../state/orders/cargo.ts'

export const TRADE_MODES: readonly string[] = ['assureTrade', 'alipay', 'creditBuy']

/** The allowed `tradeType`s of these lines; empty = cannot be ordered by API. */
export function tradeModesOf(lines: readonly CargoLine[]): readonly string[] {
  return lines.some((line) => line.product.quirk === 'noTradeMode') ? [] : TRADE_MODES
}
