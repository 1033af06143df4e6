import type { serviceRefusals } from '../../domain/services/service-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** Refusals of asking for value-added services and of settling them. */
export const serviceProblems: Record<(typeof serviceRefusals)[number], ProblemEntry> = {
  'service.not_offered': entry(
    422,
    ['The service is not offered', 'Read what is offered with `GET /v1/warehouse-services`.'],
    ['暂不提供该增值服务', '可用的服务见 GET /v1/warehouse-services。'],
  ),
  'service.quantity_exceeds_line': entry(
    422,
    ['More pieces than the line has', 'A service counted by the piece is for as many pieces as the line has at most.'],
    ['服务件数超过该行数量', '按件计费的服务不得超过该行的件数。'],
  ),
  'service.named_twice': entry(
    422,
    ['The service is named twice', 'Name each service of a line once, with its whole quantity.'],
    ['服务重复', '同一行的每项服务只能出现一次，请合并数量。'],
  ),
  'service.not_due': entry(
    409,
    ['The goods are not bought yet', 'A service is settled once its goods were bought.'],
    ['商品尚未采购', '采购完成后才能登记该服务。'],
  ),
  'service.reason_required': entry(
    422,
    ['Say why it was not done', 'The partner reads the reason.'],
    ['请说明未做的原因', '原因会告知客户。'],
  ),
  'service.settled': entry(
    409,
    ['The service is settled already', 'It was said of it before whether it was done; that stands.'],
    ['该服务已登记', '是否完成已登记过，不能更改。'],
  ),
}
