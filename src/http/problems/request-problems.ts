import { entry, type ProblemEntry } from './entry.ts'

/** What goes wrong before or around a use case: the codes only HTTP knows. */
export const requestProblems = {
  'request.malformed_json': entry(
    400,
    ['The body is not valid JSON', 'Send one JSON object, encoded in UTF-8.'],
    ['请求体不是有效的 JSON', '请发送一个 UTF-8 编码的 JSON 对象。'],
  ),
  'request.malformed': entry(
    400,
    ['The request could not be read', 'Check the request line, the headers and the encoding of the URL.'],
    ['无法解析该请求', '请检查请求行、请求头以及 URL 编码。'],
  ),
  'request.validation_failed': entry(
    422,
    ['Some fields are not valid', 'Correct the fields listed in `errors` and send the request again.'],
    ['部分字段无效', '请更正 errors 中列出的字段后重新提交。'],
  ),
  'request.too_large': entry(413, ['The body is too large', 'Send less in one request.'], ['请求体过大', '请减少单次请求的内容。']),
  'request.headers_too_large': entry(
    431,
    ['The headers are too large', 'Shorten the URL or the headers.'],
    ['请求头过大', '请缩短 URL 或请求头。'],
  ),
  'request.timeout': entry(
    408,
    ['The request took too long to arrive', 'Send the whole request without pauses.'],
    ['接收请求超时', '请一次性完整发送请求。'],
  ),
  'request.unsupported_media_type': entry(
    415,
    ['This media type is not supported', 'Send `Content-Type: application/json`.'],
    ['不支持该内容类型', '请使用 Content-Type: application/json。'],
  ),
  'request.not_acceptable': entry(
    406,
    ['No acceptable representation', 'This operation answers with `application/json`; allow it in the `Accept` header.'],
    ['没有可接受的表示形式', '该接口返回 application/json，请在 Accept 请求头中允许。'],
  ),
  'request.method_not_allowed': entry(
    405,
    ['This method is not allowed here', 'Use one of the methods listed in the `Allow` header.'],
    ['此路径不支持该方法', '请使用 Allow 响应头中列出的方法。'],
  ),
  'request.version_unknown': entry(
    400,
    ['This API version does not exist', 'Send a published date in `Api-Version`, or leave the header out.'],
    ['该 API 版本不存在', '请在 Api-Version 中填写已发布的版本日期，或省略该请求头。'],
  ),
  'auth.required': entry(
    401,
    ['A valid API key is required', 'Send `Authorization: Bearer <key>` with a key that is neither expired nor revoked.'],
    ['需要有效的 API 密钥', '请使用未过期且未吊销的密钥，通过 Authorization: Bearer 发送。'],
  ),
  'auth.key_in_url': entry(
    400,
    ['API keys do not belong in URLs', 'URLs end up in logs. Send the key in the `Authorization` header and rotate the one you just sent.'],
    ['请勿在 URL 中携带 API 密钥', 'URL 会被写入日志。请改用 Authorization 请求头，并更换刚才泄露的密钥。'],
  ),
  'auth.scope_missing': entry(
    403,
    ['The key lacks a scope', 'Use a key with the scopes this operation lists in the documentation.'],
    ['密钥缺少所需权限', '请使用具备该接口所需权限范围的密钥。'],
  ),
  'auth.ip_not_allowed': entry(
    403,
    ['The key may not be used from this address', 'Call from an address on the allow list of the key.'],
    ['不允许从该地址使用此密钥', '请从密钥白名单中的地址发起请求。'],
  ),
  'staff.csrf_invalid': entry(
    403,
    ['The change did not come from our page', 'Send the token of your session in `x-csrf-token`, from a page of this site.'],
    ['该操作并非来自本系统页面', '请在本站页面中操作，并通过 x-csrf-token 发送会话令牌。'],
  ),
  'idempotency.key_required': entry(
    400,
    [
      'An idempotency key is required',
      'Send `Idempotency-Key` with a value of your own, for example a UUID, and repeat it when you retry.',
    ],
    ['需要幂等键', '请发送 Idempotency-Key（例如 UUID），重试时使用相同的值。'],
  ),
  'rate.limited': entry(
    429,
    ['Too many requests', 'Wait for the seconds given in `Retry-After`, then go on more slowly.'],
    ['请求过于频繁', '请等待 Retry-After 指定的秒数后再继续，并降低频率。'],
  ),
  'rate.concurrency': entry(
    429,
    ['Too many requests at the same time', 'Wait for running requests of this key to finish.'],
    ['并发请求过多', '请等待该密钥正在进行的请求完成。'],
  ),
  'service.draining': entry(
    503,
    ['This instance is shutting down', 'Retry: another instance will answer.'],
    ['该实例正在下线', '请重试，其他实例将为您服务。'],
  ),
  'service.not_ready': entry(503, ['This instance is not ready', 'Retry in a few seconds.'], ['该实例尚未就绪', '请数秒后重试。']),
  'service.busy': entry(
    503,
    ['The service is busy', 'Nothing was changed. Retry with the same idempotency key.'],
    ['服务繁忙', '未做任何更改，请使用相同的幂等键重试。'],
  ),
  'service.unavailable': entry(
    503,
    [
      'The service cannot reach its records',
      'Retry after the seconds given in `Retry-After`, with the same idempotency key: what was already done is not done again.',
    ],
    ['服务暂时无法访问数据', '请在 Retry-After 指定的秒数后使用相同的幂等键重试：已完成的操作不会重复执行。'],
  ),
  'callback.signature_invalid': entry(
    401,
    ['The signature does not match', 'Sign the exact bytes of the body with the shared secret.'],
    ['签名不匹配', '请使用共享密钥对请求体原始字节签名。'],
  ),
  'internal.unexpected': entry(
    500,
    ['Something went wrong on our side', 'The failure was recorded under this request id. Retry with the same idempotency key.'],
    ['服务端发生意外错误', '错误已按此请求编号记录，请使用相同的幂等键重试。'],
  ),
} satisfies Record<string, ProblemEntry>
