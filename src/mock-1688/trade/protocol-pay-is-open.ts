import type { Api } from '../protocol/api.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'

export const protocolPayIsOpen: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.pay.protocolPay.isopen',
  needsToken: true,
  required: [],
  refuse: refuseInner,
  handle({ world }) {
    const { debitChannels } = world.settings
    return innerResult({
      paymentAgreements: (['SHEGOU', 'ALIPAY'] as const).map((payChannel) => {
        const open = debitChannels.includes(payChannel)
        // Booleans as text.
        return {
          payChannel,
          bindingStatus: String(open),
          signedStatus: String(open),
          signUrl: open ? null : 'https://work.1688.com/protocolPay/sign.htm',
          agreementNo: open ? `2026${payChannel}0001` : null,
        }
      }),
    })
  },
}
