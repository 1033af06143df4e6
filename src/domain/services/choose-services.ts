import { Refusal } from '../shared/refusal.ts'
import type { RequestedService } from './line-service.ts'
import { type ServiceCode, serviceRule } from './service-catalogue.ts'

/** A service as a partner names it: without a quantity it is for every piece of the line, or one where it is not per piece. */
export type NamedService = { code: ServiceCode; quantity: number | null; instructions: string | null }

type Line = { quantity: number; pointer: string; isOffered(code: ServiceCode): boolean }

/** The services of a line, each once and for no more pieces than it has. Throws `service.*` refusals. */
export function chooseServices(named: readonly NamedService[], line: Line): RequestedService[] {
  return named.map(({ code, quantity, instructions }, index) => {
    const pointer = `${line.pointer}/${index}`
    const isPerPiece = serviceRule(code).per === 'piece'
    if (!line.isOffered(code)) throw new Refusal('service.not_offered', { pointer: `${pointer}/code`, code })
    if (named.findIndex((other) => other.code === code) !== index) throw new Refusal('service.named_twice', { pointer, code })
    const wanted = quantity ?? (isPerPiece ? line.quantity : 1)
    if (isPerPiece && wanted > line.quantity) {
      throw new Refusal('service.quantity_exceeds_line', { pointer: `${pointer}/quantity`, code, asked: wanted, most: line.quantity })
    }
    return { code, quantity: wanted, instructions }
  })
}
