/** What is said when the gateway refuses. */
export const zhCnProblems = {
  problem: {
    fallback: '没有成功（{{code}}）',
    rule: {
      value_invalid: '数值超出允许范围。',
      reaches_back: '生效时间必须晚于现在。',
      in_force_already: '该条目已生效或已撤回。',
      unknown: '没有可设置的此规则。',
    },
    exchange_rate: { invalid: '汇率无效。', confirmation_required: '与现行汇率相差较大，请确认。' },
    comparison: { running: '对账正在进行，请稍候。' },
    difference: { settled_already: '该差异已处理。' },
    partner: { storefront_invalid: '商品页地址无效：须为 https 网址，并含 {productId}。' },
    network: { unreachable: '连不上服务器，请检查网络。' },
    auth: {
      required: '登录已过期，请重新登录。',
    },
    staff: {
      credentials_wrong: '账号或密码不对。',
      locked: '尝试太多次，请 {{seconds}} 秒后再试。',
      csrf_invalid: '页面已过期，请刷新后再试。',
    },
    rate: { limited: '操作太快，请稍等。' },
    resource: { not_found: '找不到这个编号。', version_mismatch: '别人刚刚改过，已为你刷新。' },
    request: { validation_failed: '有内容填得不对。', too_large: '文件太大。', unsupported_media_type: '不支持这种文件。' },
    actor: { not_permitted: '你的账号不能做这一步。' },
    parcel: { waybill_unknown: '没有这个运单号的包裹。', move_not_allowed: '这个包裹现在不能登记到货。' },
    inspection: {
      photos_missing: '照片还没拍齐。',
      quantity_mismatch: '数量对不上。',
      move_not_allowed: '这张检验单现在不能这样操作。',
      guard_failed: '条件还不满足。',
    },
    shipment: {
      move_not_allowed: '这张集运单现在不能这样操作。',
      guard_failed: '条件还不满足。',
      too_heavy: '超过线路的重量上限。',
      too_large: '超过线路的尺寸上限。',
    },
    refund: { move_not_allowed: '这个售后单现在不能这样操作。', guard_failed: '条件还不满足。', too_late: '已超过期限。' },
    stock: { notice_missing: '这批货没有被放弃，不能处置。', disposed_already: '这批货已经处置过了。' },
    file: { type_not_allowed: '只能上传 JPEG、PNG 或 WebP 图片。', too_large: '文件太大。', unreadable: '图片损坏，读不出来。' },
  },
}
