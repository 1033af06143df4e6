export type Example = { does: string; method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown }
export type ExampleGroup = { name: string; open?: boolean; examples: readonly Example[] }

const post = (does: string, path: string, body: unknown = {}): Example => ({ does, method: 'POST', path: `/control/${path}`, body })
const set = (does: string, settings: object): Example => post(does, 'settings', settings)
const fault = (does: string, body: object): Example => post(does, 'faults', body)
const CREATE = 'alibaba.trade.createCrossOrder'
const PAY = 'alibaba.trade.pay.protocolPay.preparePay'

/** What the index page offers to copy; capital words stand for an id. Each of them is run by a test. */
export const EXAMPLES: readonly ExampleGroup[] = [
  {
    name: 'Time',
    open: true,
    examples: [
      post('A day passes: whatever falls due in it happens at its own time', 'clock', { days: 1 }),
      post('Time stands still until it is started again', 'clock', { stopped: true }),
      post('A date, and time runs on from there', 'clock', { now: '2027-01-01T00:00:00Z', stopped: false }),
    ],
  },
  {
    name: 'Sellers and couriers',
    open: true,
    examples: [
      post('The seller ships everything in one parcel', 'orders/ORDER_ID/ship'),
      post('... half of it', 'orders/ORDER_ID/ship', { partial: true }),
      post('... one piece short, though the papers say otherwise', 'orders/ORDER_ID/ship-short', { missing: 1 }),
      post('The seller asks for another price before payment', 'orders/ORDER_ID/price', { goodsFen: 9900, shippingFeeFen: 800 }),
      post('The seller closes the order', 'orders/ORDER_ID/close', { by: 'seller', reason: 'sellerGoodsLack' }),
      post('The parcel is signed for', 'parcels/WAYBILL_NO/advance', { status: 'SIGN' }),
      post('The waybill number was wrong', 'parcels/WAYBILL_NO/change-waybill', { waybillNo: 'SF1234567890', courierNo: 'SF' }),
      set('Sellers ship by themselves a day after payment, parcels take a step every six hours', {
        autopilot: { shipAfterHours: 24, parcelStepHours: 6 },
      }),
    ],
  },
  {
    name: 'Refunds',
    examples: [
      post('The seller agrees', 'refunds/REFUND_ID/agree'),
      post('... refuses', 'refunds/REFUND_ID/reject', { reason: '商品无质量问题' }),
      post('... never answers: the time-out does', 'refunds/REFUND_ID/stay-silent'),
      set('Sellers agree by themselves after two hours', { autopilot: { refundReply: 'agree', refundReplyHours: 2 } }),
    ],
  },
  {
    name: 'Products',
    examples: [
      post('Everything of a product costs a tenth more, pushed to those who follow it', 'products/OFFER_ID/price', { percent: 110 }),
      post('It is sold out', 'products/OFFER_ID/stock', { quantity: 0 }),
      post('It is taken off', 'products/OFFER_ID/delist'),
      { does: 'Products with a trait that troubles clients', method: 'GET', path: '/control/products?quirk=soldOut&limit=3' },
    ],
  },
  {
    name: 'Orders and payment: where the truth is unknown or unkind',
    examples: [
      set('A repeated outOrderId gives the first order back (or: second, error)', { outOrderIdRepeat: 'same' }),
      set('The list finds a new order by outOrderId only after 30 seconds', { listOutOrderIdDelayMs: 30_000 }),
      set('Every create is split into an order per line', { split: 'perLine' }),
      set('A debit takes the money and says it did not', { payOutcome: 'paidAnswersFalse' }),
      fault('... only the next one', { api: PAY, kind: 'variant', variant: 'paidAnswersFalse' }),
    ],
  },
  {
    name: 'Messages',
    examples: [
      set('Every third is lost, every second comes twice, neighbours swap places', {
        push: { loseEvery: 3, duplicateEvery: 2, reorder: true },
      }),
      set('None is sent: they wait to be pulled', { push: { enabled: false } }),
      { does: 'Those that nobody took', method: 'GET', path: '/control/messages?state=failed' },
    ],
  },
  {
    name: 'Faults: per app, API and call',
    examples: [
      fault('The next create makes the order, then the connection is cut', { api: CREATE, kind: 'cutAfter' }),
      fault('... answers after 20 seconds, with the order made', { api: CREATE, kind: 'slowAfter', ms: 20_000 }),
      fault('... waits, with nothing done yet', { api: CREATE, kind: 'hold' }),
      post('... until it is let go', 'faults/release'),
      fault('The next three calls of anything are too many', {
        api: '*',
        kind: 'gateway',
        code: 'gw.QosAppFrequencyLimit',
        times: 3,
      }),
      fault('An HTML page instead of JSON, for one app, until cleared', {
        api: '*',
        appKey: '1000000',
        kind: 'html',
        status: 502,
        times: null,
      }),
      fault('Any setting, for the second detail call only', {
        api: 'alibaba.trade.get.buyerView',
        kind: 'settings',
        settings: { nulls: 'drop', classKeys: true },
        skip: 1,
      }),
      { does: 'None of it any more', method: 'DELETE', path: '/control/faults' },
    ],
  },
  {
    name: 'Apps, tokens, quotas',
    examples: [
      post('Another app with a buyer of its own', 'apps', {
        appKey: '2000000',
        appSecret: 'secret-2',
        accessToken: 'tok-0002',
        refreshToken: 'ref-0002',
      }),
      post('An app that was not granted image search, has five calls a second and a hundred in all', 'apps/1000000', {
        denied: ['product.search.imageQuery'],
        settings: { appQps: 5, quotas: { '*': 100 } },
      }),
      post('All tokens of an app die now', 'tokens/expire', { appKey: '1000000' }),
    ],
  },
  { name: 'Everything as at first', open: true, examples: [post('Forget all orders, changes, settings and faults', 'reset')] },
]
