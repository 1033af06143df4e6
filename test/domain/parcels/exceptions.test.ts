import t from 'tap'
import {
  countException,
  EXCEPTION_CODES,
  isSuspiciouslyLight,
  PARCEL_EXCEPTIONS,
  policyOnSilence,
} from '../../../src/domain/parcels/exceptions.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/shared/clock.ts'

t.test('6.3 deadlines to answer', (t) => {
  const hours = (code: keyof typeof PARCEL_EXCEPTIONS) => (PARCEL_EXCEPTIONS[code].answerWithinMs ?? 0) / HOUR_MS
  t.same(
    ['SHORT', 'WRONG_ITEM', 'DEFECT', 'IP_SUSPECT'].map((code) => hours(code as 'SHORT')),
    [72, 72, 72, 72],
  )
  t.same([hours('EMPTY_PARCEL'), hours('EXPIRED_SHELF_LIFE')], [24, 24])
  t.equal(PARCEL_EXCEPTIONS.OVER.answerWithinMs, 7 * DAY_MS)
  t.equal(PARCEL_EXCEPTIONS.UNIDENTIFIED.answerWithinMs, 30 * DAY_MS)
  t.equal(PARCEL_EXCEPTIONS.PARTIAL_ARRIVAL.answerWithinMs, null)
  t.equal(EXCEPTION_CODES.length, 15)
  t.end()
})

t.test('6.3 on silence the line’s policy applies, but banned goods are never accepted', (t) => {
  t.equal(policyOnSilence('SHORT', null), 'CLAIM_PARTIAL')
  t.equal(policyOnSilence('DAMAGED_GOODS', null), 'RETURN')
  t.equal(policyOnSilence('DAMAGED_GOODS', 'ACCEPT_AS_IS'), 'ACCEPT_AS_IS')
  t.equal(policyOnSilence('PROHIBITED', 'ACCEPT_AS_IS'), 'RETURN')
  t.equal(policyOnSilence('IP_SUSPECT', 'CLAIM_PARTIAL'), 'RETURN')
  t.equal(policyOnSilence('PARTIAL_ARRIVAL', 'RETURN'), null)
  t.end()
})

t.test('6.3 a count names its exception', (t) => {
  t.equal(countException({ expected: 10, counted: 10, openParcels: 0 }), null)
  t.equal(countException({ expected: 10, counted: 8, openParcels: 0 }), 'SHORT')
  t.equal(countException({ expected: 10, counted: 8, openParcels: 1 }), 'PARTIAL_ARRIVAL')
  t.equal(countException({ expected: 10, counted: 11, openParcels: 1 }), 'OVER')
  t.equal(isSuspiciouslyLight(499, 1_000), true)
  t.equal(isSuspiciouslyLight(500, 1_000), false)
  t.end()
})
