import type { Words } from './words.ts'
import type { zhCnProblems } from './zh-cn-problems.ts'

export const enProblems: Words<typeof zhCnProblems> = {
  problem: {
    fallback: 'That did not work ({{code}})',
    rule: {
      value_invalid: 'The value is out of bounds.',
      reaches_back: 'It must begin after now.',
      in_force_already: 'The entry is in force or was taken back.',
      unknown: 'There is no such rule to set.',
    },
    exchange_rate: { invalid: 'This is no exchange rate.', confirmation_required: 'A big step from the rate in force: please confirm.' },
    comparison: { running: 'A comparison is under way.' },
    difference: { settled_already: 'It is resolved already.' },
    partner: { storefront_invalid: 'No address of a product page: it is an https URL and holds {productId}.' },
    network: { unreachable: 'The server cannot be reached: check the network.' },
    auth: {
      required: 'You were signed out: sign in again.',
    },
    staff: {
      credentials_wrong: 'Wrong account or password.',
      locked: 'Too many attempts: try again in {{seconds}} s.',
      csrf_invalid: 'This page is out of date: reload it.',
    },
    rate: { limited: 'Too fast: wait a moment.' },
    resource: { not_found: 'There is nothing with this number.', version_mismatch: 'Someone just changed it; it was refreshed.' },
    request: {
      validation_failed: 'Some fields are not right.',
      too_large: 'The file is too large.',
      unsupported_media_type: 'This kind of file is not accepted.',
    },
    actor: { not_permitted: 'Your account may not take this step.' },
    parcel: { waybill_unknown: 'No parcel has this waybill.', move_not_allowed: 'This parcel cannot be received now.' },
    inspection: {
      photos_missing: 'Photos are missing.',
      quantity_mismatch: 'The quantities do not add up.',
      move_not_allowed: 'This inspection cannot do that now.',
      guard_failed: 'Something is still missing.',
    },
    shipment: {
      move_not_allowed: 'This shipment cannot do that now.',
      guard_failed: 'Something is still missing.',
      too_heavy: 'Over the weight limit of the line.',
      too_large: 'Over the size limit of the line.',
    },
    refund: {
      move_not_allowed: 'This case cannot do that now.',
      guard_failed: 'Something is still missing.',
      too_late: 'The time for it is over.',
    },
    stock: { notice_missing: 'These goods were not abandoned.', disposed_already: 'These goods are disposed of already.' },
    file: {
      type_not_allowed: 'Only JPEG, PNG or WebP pictures.',
      too_large: 'The file is too large.',
      unreadable: 'The picture is damaged.',
    },
  },
}
