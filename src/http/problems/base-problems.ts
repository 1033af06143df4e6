import type { fileRefusals } from '../../domain/files/file-refusals.ts'
import type { partnerRefusals } from '../../domain/partners/partner-refusals.ts'
import type { policyRefusals } from '../../domain/policy/policy-refusals.ts'
import type { reconciliationRefusals } from '../../domain/reconciliation/reconciliation-refusals.ts'
import type { sandboxRefusals } from '../../domain/sandbox/sandbox-refusals.ts'
import type { baseRefusals } from '../../domain/shared/base-refusals.ts'
import type { webhookRefusals } from '../../domain/webhooks/webhook-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

type Code = (
  | typeof baseRefusals
  | typeof partnerRefusals
  | typeof policyRefusals
  | typeof reconciliationRefusals
  | typeof webhookRefusals
  | typeof fileRefusals
  | typeof sandboxRefusals
)[number]

/** Refusals that any feature may raise, and those of accounts, webhooks, files and the sandbox. */
export const baseProblems: Record<Code, ProblemEntry> = {
  'resource.not_found': entry(404, ['Not found', 'No such resource exists for this key.'], ['未找到', '该密钥下不存在此资源。']),
  'resource.version_mismatch': entry(
    412,
    ['The resource has changed', 'Read it again and repeat the change with its current entity tag.'],
    ['资源已被修改', '请重新读取后，使用最新的实体标签再次提交。'],
  ),
  'resource.version_required': entry(
    428,
    ['If-Match is required', 'Send the entity tag you last read in `If-Match`.'],
    ['缺少 If-Match', '请在 If-Match 中发送上次读取到的实体标签。'],
  ),
  'resource.already_exists': entry(
    409,
    ['It already exists', 'Use the existing resource, or another reference.'],
    ['资源已存在', '请使用已有资源，或更换引用号。'],
  ),
  'resource.in_use': entry(409, ['It is still in use', 'Release what refers to it first.'], ['资源仍在使用中', '请先解除对它的引用。']),
  'actor.not_permitted': entry(403, ['Not permitted', 'Your role may not do this.'], ['无权操作', '您的角色无权执行此操作。']),
  'idempotency.key_reused': entry(
    422,
    ['This idempotency key was used for another request', 'Use a new key for a new request, or repeat the first one exactly.'],
    ['该幂等键已用于其他请求', '新请求请使用新的幂等键，或原样重复首次请求。'],
  ),
  'idempotency.in_progress': entry(
    409,
    ['The first request with this idempotency key is still running', 'Retry after a moment to receive its answer.'],
    ['使用该幂等键的首个请求仍在处理中', '请稍后重试以获取其结果。'],
  ),
  'mode.live_only': entry(403, ['Only in live mode', 'Use a live key.'], ['仅限正式环境', '请使用正式环境密钥。']),
  'mode.test_only': entry(403, ['Only in test mode', 'Use a test key.'], ['仅限测试环境', '请使用测试环境密钥。']),
  'cursor.invalid': entry(
    400,
    ['The cursor cannot be used', 'Pass `nextCursor` back unchanged, with the same filters; start again without a cursor.'],
    ['游标无效', '请原样传回 nextCursor 并保持筛选条件不变；或不带游标重新开始。'],
  ),
  'upstream.unavailable': entry(
    503,
    ['1688 cannot be reached', 'Nothing was changed. Retry after `Retry-After`, a write with the same idempotency key.'],
    ['暂时无法连接 1688', '未做任何更改，请在 Retry-After 指定的时间后重试；写操作请使用相同的幂等键。'],
  ),
  'upstream.quota_exhausted': entry(
    503,
    [
      'Our quota at 1688 is used up',
      'Nothing was changed. Goods seen before are still answered, with a warning; retry after `Retry-After`.',
    ],
    ['1688 接口调用额度已用完', '未做任何更改。近期查询过的商品仍可返回（带警告），请在 Retry-After 指定的时间后重试。'],
  ),
  'upstream.rejected': entry(
    502,
    ['1688 refused the request', 'The request was understood, but 1688 did not accept it.'],
    ['1688 拒绝了该请求', '请求已提交，但 1688 未予接受。'],
  ),
  'upstream.outcome_unknown': entry(
    504,
    ['1688 did not answer in time', 'We are finding out what happened. Read the resource again before repeating anything.'],
    ['1688 未及时响应', '我们正在核实结果，重复操作前请先重新读取该资源。'],
  ),
  'partner.suspended': entry(403, ['The account is suspended', 'Contact your account manager.'], ['账户已停用', '请联系您的客户经理。']),
  'partner.storefront_invalid': entry(
    422,
    ['The storefront address cannot be used', 'Give an https address on a host of its own, with `{productId}` or `{offerId}` in it.'],
    ['店铺地址无效', '请填写 https 地址，主机名须完整，且包含 {productId} 或 {offerId}。'],
  ),
  'key.limit_reached': entry(
    409,
    ['Too many API keys', 'Revoke a key you no longer use.'],
    ['API 密钥数量已达上限', '请先吊销不再使用的密钥。'],
  ),
  'key.last_key': entry(
    409,
    ['This is the last key', 'Create another key before you revoke this one.'],
    ['这是最后一个密钥', '请先创建新密钥再吊销此密钥。'],
  ),
  'key.scope_not_grantable': entry(
    403,
    ['A key cannot grant more than it has', 'Ask only for scopes of the key you are using.'],
    ['不能授予超出自身的权限', '只能申请当前密钥已有的权限范围。'],
  ),
  'staff.credentials_wrong': entry(401, ['Sign-in failed', 'The user name or the password is wrong.'], ['登录失败', '用户名或密码错误。']),
  'staff.locked': entry(429, ['Too many failed sign-ins', 'Wait some minutes and try again.'], ['登录失败次数过多', '请数分钟后再试。']),
  'staff.password_too_weak': entry(422, ['The password is too weak', 'Choose a longer one.'], ['密码强度不足', '请设置更长的密码。']),
  'rule.unknown': entry(
    422,
    ['There is no such rule to set', 'Choose a rule that something reads.'],
    ['没有可设置的此规则', '请选择已在使用的规则。'],
  ),
  'rule.value_invalid': entry(
    422,
    ['The value is out of bounds', '`field` names what does not fit; nothing was changed.'],
    ['数值超出允许范围', 'field 指出不符合要求的字段，未做任何更改。'],
  ),
  'rule.reaches_back': entry(
    422,
    ['A rule cannot reach back', 'Let it start a few seconds from now or later; what was priced before keeps its rule.'],
    ['规则不能追溯生效', '生效时间须晚于当前数秒；此前的计费仍按原规则。'],
  ),
  'rule.in_force_already': entry(
    409,
    ['It can no longer be taken back', 'The row is in force or was taken back before: enter a new one after it.'],
    ['已无法撤回', '该条目已生效或已撤回，请新增一条后续规则。'],
  ),
  'difference.settled_already': entry(
    409,
    ['The difference is resolved already', 'It opens again by itself if the next comparison still finds it.'],
    ['该差异已处理', '若下次对账仍存在，将自动重新打开。'],
  ),
  'difference.order_not_ended': entry(
    409,
    ['1688 has not ended this order', 'Only the money of an order that 1688 closed after it was paid is booked so.'],
    ['1688 尚未关闭该订单', '只有付款后被 1688 关闭的订单才能这样入账。'],
  ),
  'difference.goods_underway': entry(
    409,
    ['Goods of this order are under way', 'Settle what came and what did not at the after-sales desk.'],
    ['该订单已有货物发出', '请在售后处理已到与未到的货物。'],
  ),
  'difference.more_than_paid': entry(
    422,
    ['More than was paid cannot come back', '`paid` is what 1688 still has for this order.'],
    ['退回金额超过已付金额', 'paid 为 1688 尚未退回的金额。'],
  ),
  'comparison.running': entry(
    409,
    ['A comparison is under way', 'Wait for its end before you ask for another.'],
    ['对账正在进行', '请等待本次对账结束。'],
  ),
  'webhook.url_not_allowed': entry(
    422,
    ['This URL cannot receive webhooks', 'Use a public https address on port 443 or 8443.'],
    ['该 URL 不能接收推送', '请使用公网 https 地址，端口为 443 或 8443。'],
  ),
  'webhook.endpoint_limit_reached': entry(
    409,
    ['Too many webhook endpoints', 'Remove one first.'],
    ['推送地址数量已达上限', '请先删除一个地址。'],
  ),
  'webhook.endpoint_disabled': entry(
    409,
    ['The endpoint is disabled', 'Enable it before you send to it.'],
    ['该推送地址已停用', '请先启用后再发送。'],
  ),
  'webhook.delivery_pending': entry(409, ['The delivery is still running', 'Wait for its outcome.'], ['推送仍在进行中', '请等待其结果。']),
  'webhook.event_type_unknown': entry(
    422,
    ['An event type does not exist', 'Choose from the published event types.'],
    ['事件类型不存在', '请从已发布的事件类型中选择。'],
  ),
  'file.type_not_allowed': entry(
    422,
    ['This file type is not accepted', 'Send JPEG, PNG or WebP, or a PDF where documents are taken, and declare the type the bytes have.'],
    ['不接受该文件类型', '请上传 JPEG、PNG、WebP（可收文件处亦可 PDF），且声明的类型须与内容一致。'],
  ),
  'file.too_large': entry(413, ['The file is too large', 'Send a smaller file.'], ['文件过大', '请上传较小的文件。']),
  'file.unreadable': entry(
    422,
    ['The file cannot be read', 'It is damaged or not what its type says.'],
    ['文件无法读取', '文件已损坏或与其类型不符。'],
  ),
  'file.active_content': entry(
    422,
    ['The document runs scripts or carries other files', 'Print it into a plain PDF and send that.'],
    ['文档含有脚本或内嵌文件', '请打印为普通 PDF 后再上传。'],
  ),
  'file.checksum_mismatch': entry(
    422,
    ['The file is not what its checksum says', 'It was changed on the way, or the checksum is of another file. Send it again.'],
    ['文件与校验和不符', '传输中内容已变化，或校验和属于其他文件，请重新上传。'],
  ),
  'file.too_many_unused': entry(
    409,
    ['Too many files are attached to nothing', 'Attach what you sent, or wait until files that nothing names are removed.'],
    ['未使用的文件过多', '请先使用已上传的文件，或等待未使用的文件被清理。'],
  ),
  'file.busy': entry(
    503,
    ['Too many files are being looked at', 'Nothing was kept. Retry in a few seconds with the same idempotency key.'],
    ['正在处理的文件过多', '文件未保存，请数秒后使用相同的幂等键重试。'],
  ),
  'file.still_referenced': entry(
    409,
    ['The file is still referenced', 'It is evidence of a case and is kept.'],
    ['文件仍被引用', '该文件是案件证据，须保留。'],
  ),
  'sandbox.clock_backwards': entry(
    422,
    ['Time only goes forward', 'Give a moment after the present one.'],
    ['时间只能前进', '请指定晚于当前的时间。'],
  ),
  'sandbox.advance_too_far': entry(422, ['That is too far ahead', 'Advance in smaller steps.'], ['推进幅度过大', '请分步推进时间。']),
  'sandbox.scenario_not_applicable': entry(
    409,
    ['This cannot happen now', 'The resource is not in a state in which the event can occur.'],
    ['当前无法发生该事件', '资源所处状态不允许该事件发生。'],
  ),
  'sandbox.simulation_unknown': entry(
    422,
    ['Unknown simulation', 'Choose one of the documented events.'],
    ['未知的模拟事件', '请选择文档中列出的事件。'],
  ),
}
