import t from 'tap'
import { sameSignature, sign } from '../../src/upstream/sign.ts'

const vectors = [
  {
    name: 'V1: two plain parameters',
    path: 'param2/1/system/currentTime/1000000',
    params: { b: '2', a: '1' },
    secret: 'test123',
    expected: '33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88',
  },
  {
    name: 'V2: system parameters take part',
    path: 'param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/1234567',
    params: { access_token: 'tok-abc', _aop_datatype: 'application/json', _aop_timestamp: '1700000000000', page: '1', pageSize: '20' },
    secret: 'secretXYZ',
    expected: 'D01C12C8FCD4B59367FFDD51E1DEC31C7C237A4C',
  },
  {
    name: 'V3: JSON and Chinese text',
    path: 'param2/1/com.alibaba.fenxiao.crossborder/product.search.keywordQuery/1000000',
    params: {
      access_token: 'tok-0001',
      _aop_timestamp: '1760000000000',
      offerQueryParam: '{"keyword":"连衣裙","beginPage":1,"pageSize":20,"country":"en"}',
    },
    secret: 'test123',
    expected: 'EE5C65CAC7372E0AB3CFA96262B5445E60E794F6',
  },
  {
    name: 'V4: an order with two JSON parameters',
    path: 'param2/1/com.alibaba.trade/alibaba.trade.createCrossOrder/1000000',
    params: {
      access_token: 'tok-0001',
      _aop_timestamp: '1760000000000',
      flow: 'general',
      message: 'test',
      outOrderId: 'GW-0001',
      addressParam:
        '{"fullName":"李雷","mobile":"13800000000","phone":"","postCode":"322000","provinceText":"浙江省","cityText":"金华市","areaText":"义乌市","townText":"","address":"测试路1号"}',
      cargoParamList: '[{"offerId":612345678901,"specId":"b266e0726506185beaf205cbae88530d","quantity":5}]',
    },
    secret: 'test123',
    expected: 'F94F67C7C17C1D954F53352CD0FE1C95EA5E9B7F',
  },
  {
    name: 'V5: the concatenated strings are sorted, not the keys',
    path: 'param2/1/x/y/1000000',
    params: { a: 'zz', ab: '1', access_token: 't' },
    secret: 'test123',
    expected: 'D410C1623A140B97763BF2595AE59E6A5A5F918C',
  },
  {
    name: 'push: no path in front',
    path: '',
    params: {
      message:
        '{"msgId":1000001,"gmtBorn":1760000000000,"userInfo":"b2b-000001","type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":3535260697417660107,"currentStatus":"waitsellersend","msgSendTime":"2026-10-10 12:00:00","buyerMemberId":"b2b-000001","sellerMemberId":"b2b-000002"}}',
    },
    secret: 'test123',
    expected: 'C059BC0A3765E1F457ECF178077879FC4227211A',
  },
  {
    name: 'push: several parameters',
    path: '',
    params: { msgId: '1001', gmtBorn: '1700000000000', type: 'ORDER_CHANGED', userInfo: 'm1', data: '{"k":"v"}' },
    secret: 'secretXYZ',
    expected: '4B20205134EA09C4C8D29CCAC26F6C179EB72C8E',
  },
]

for (const { name, path, params, secret, expected } of vectors) {
  t.test(`signs ${name}`, async (t) => {
    t.equal(sign(secret, params, path), expected)
    t.equal(sign(secret, { ...params, _aop_signature: 'ignored' }, path), expected, 'a signature does not sign itself')
  })
}

t.test('compares signatures without regard to case and refuses every other difference', async (t) => {
  t.ok(sameSignature('AB12', 'ab12'))
  t.notOk(sameSignature('AB12', 'AB13'))
  t.notOk(sameSignature('AB12', 'AB1'))
  t.notOk(sameSignature('AB12', ''))
})
