import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/clock.ts'
import { type RuleRow, ruleRow } from './rule-row.ts'

const MOST_ONE_THOUSAND = 100_000n
const MOST_THREE_HUNDRED = 30_000n

/** The rule registry (domain.md 10.6): what 1688 promises, since when, and how well we know it. Upstream timeouts win over all of it. */
export const PLATFORM_RULES: readonly RuleRow[] = [
  ruleRow(
    'R01',
    { withinMs: 6 * HOUR_MS },
    {
      from: '2021-12-02',
      source: 'S1#5',
      confidence: 'A',
      says: 'An unshipped refund is special-cased when the seller is overdue, or within 6 h of payment.',
    },
  ),
  ruleRow(
    'R02',
    {
      paidWithinMs: DAY_MS,
      maxFen: MOST_ONE_THOUSAND,
      fastAnswerMs: 2 * HOUR_MS,
      otherAnswerMs: DAY_MS,
      buyerLevels: [0, 6],
      night: { fromMinute: 18 * 60, toMinute: 9 * 60, answerByMinute: 12 * 60 },
    },
    {
      from: '2022-11-22',
      source: 'NF1',
      confidence: 'B',
      says: 'Paid at most 24 h ago, unshipped, at most 1,000 CNY, not staged: 2 h to answer, otherwise 24 h; silence agrees.',
    },
  ),
  ruleRow(
    'R03',
    {
      instantWithinMs: 30 * MINUTE_MS,
      instantMaxFen: MOST_THREE_HUNDRED,
      fastWithinMs: DAY_MS,
      fastMaxFen: MOST_ONE_THOUSAND,
      fastAnswerMs: 2 * HOUR_MS,
      otherAnswerMs: DAY_MS,
    },
    {
      from: '2023-03-16',
      source: 'NF2',
      confidence: 'B',
      says: 'Paid at most 30 min ago, at most 300 CNY, not staged: at once; up to 24 h and 1,000 CNY: 2 h; otherwise 24 h.',
    },
  ),
  ruleRow(
    'R04',
    { withinMs: 6 * HOUR_MS, maxFen: MOST_ONE_THOUSAND },
    {
      from: '2023-04-01',
      source: 'NF3',
      confidence: 'B',
      says: 'PLUS buyer, paid at most 6 h ago, unshipped, at most 1,000 CNY: at once.',
    },
  ),
  ruleRow(
    'R05',
    { excluded: ['madeToOrder', 'distribution'] },
    { from: '2022-11-22', source: 'ZQ3', confidence: 'C', says: 'Fast refunds exclude made-to-order goods and distribution orders.' },
  ),
  ruleRow(
    'R06',
    { maxFen: MOST_THREE_HUNDRED, confirmMs: DAY_MS, longestMs: 7 * DAY_MS },
    {
      from: '2023-03-15',
      source: 'S2',
      confidence: 'A',
      says: 'A return of at most 300 CNY, sign-off visible: confirmed within 24 h or refunded; at the latest 7 days after sending.',
    },
  ),
  ruleRow(
    'R07',
    { answerMs: 5 * DAY_MS },
    { source: 'ZQ1', confidence: 'C', says: 'The seller answers a return within 5 days, else it stands.' },
  ),
  ruleRow('R08', { sendBackMs: 7 * DAY_MS }, { source: 'ZQ1', confidence: 'C', says: 'The buyer sends back within 7 days of approval.' }),
  ruleRow('R09', { modifyMs: 5 * DAY_MS }, { source: 'ZQ1', confidence: 'C', says: 'The buyer modifies within 5 days of a rejection.' }),
  ruleRow(
    'R10',
    { earlySignOffMs: null, afterShipmentMs: 10 * DAY_MS, afterLateSignOffMs: null, traceWithinMs: null, withoutTraceMs: 30 * DAY_MS },
    {
      to: '2023-06-26',
      source: 'NF4',
      confidence: 'B',
      says: 'Receipt is taken for granted 10 days after shipment, 30 without logistics.',
    },
  ),
  ruleRow(
    'R10',
    {
      earlySignOffMs: 8 * DAY_MS,
      afterShipmentMs: 10 * DAY_MS,
      afterLateSignOffMs: 48 * HOUR_MS,
      traceWithinMs: 28 * DAY_MS,
      withoutTraceMs: 30 * DAY_MS,
    },
    {
      from: '2023-06-26',
      source: 'NF4',
      confidence: 'B',
      says: 'Signed by day 8: receipt at shipment + 10 d; later: sign-off + 48 h; no trace by day 28: shipment + 30 d.',
    },
  ),
  ruleRow(
    'R11',
    { paidFrom: '11-11T16:00:00', paidTo: '11-13T15:59:59', afterShipmentMs: 13 * DAY_MS, scope: 'crossBorderSupplyCentre' },
    {
      source: 'S2',
      confidence: 'A',
      says: 'Double 11, self-operated cross-border supply centre: receipt 13 days after shipment. Year not given.',
    },
  ),
  ruleRow(
    'R12',
    { payWithinMs: 5 * DAY_MS },
    { source: 'ZQ4', confidence: 'B', says: 'An unpaid order closes after 5 days unless it says otherwise.' },
  ),
  ruleRow(
    'R13',
    {
      promisesMs: {
        shipIn24Hours: DAY_MS,
        shipIn48Hours: 2 * DAY_MS,
        '72h': 3 * DAY_MS,
        '5d': 5 * DAY_MS,
        '7d': 7 * DAY_MS,
        '10d': 10 * DAY_MS,
        '15d': 15 * DAY_MS,
      },
    },
    { source: 'XYT, ZQ5', confidence: 'A', says: 'Dispatch promises by label, counted from payment.' },
  ),
  ruleRow('R14', null, { from: '2025-02-18', source: 'ZNY', confidence: 'B', says: 'Shipping-conduct rules revised; text not found.' }),
  ruleRow(
    'R20',
    { windowMs: 168 * HOUR_MS },
    { source: 'ZQ1, S3', confidence: 'C', says: 'Seven days without a reason are 168 h from sign-off.' },
  ),
  ruleRow(
    'R21',
    { excluded: ['customised', 'perishable', 'digital'], mustBeResalable: true },
    { source: 'S3, MULE', confidence: 'B', says: 'The no-reason label is per item; goods must be complete and resalable.' },
  ),
  ruleRow(
    'R22',
    { amountsFrom: 'returnFreightInsurance' },
    { from: '2024-03-01', source: 'S1#3', confidence: 'A', says: 'Return freight cover exists; amounts are read from the order.' },
  ),
  ruleRow(
    'R23',
    { covers: ['material', 'performance', 'chemistry'] },
    { from: '2021-09-01', source: 'E100', confidence: 'B', says: 'Quality cover pays when goods miss listing or standard.' },
  ),
  ruleRow('R24', { claimWithinMs: 48 * HOUR_MS }, { source: 'P', confidence: 'P', says: 'Breakage is claimed within 48 h of sign-off.' }),
  ruleRow(
    'R30',
    { generalRefundOnly: false, judgedBy: 'buyerCredibility', fundedBy: 'platform' },
    {
      from: '2025-03-24',
      source: 'S0, S3, TN',
      confidence: 'A',
      says: 'No general refund-only any more; credible buyers are paid by the platform.',
    },
  ),
  ruleRow('R31', null, {
    from: '2024-08-31',
    source: 'S1#15',
    confidence: 'A',
    says: 'Cross-border dispute rules revised; contents not found.',
  }),
  ruleRow('R32', null, {
    from: '2023-02-21',
    source: 'S1#8',
    confidence: 'A',
    says: 'General trade-dispute rules revised; contents not found.',
  }),
  ruleRow(
    'R33',
    { afterMs: 3 * DAY_MS },
    { source: 'ZQ2', confidence: 'C', says: 'Intervention can be asked for 3 days after the application.' },
  ),
  ruleRow(
    'R40',
    { rate: '0.007', freeAboveFen: 20_000_000n },
    { from: '2023-03-01', to: '2024-04-29', source: 'S1#2', confidence: 'A', says: 'Trade assurance fee 0.7 %, free above 200,000 CNY.' },
  ),
  ruleRow(
    'R40',
    { rate: '0.006', freeAboveFen: 20_000_000n },
    { from: '2024-04-29', source: 'S1#12', confidence: 'A', says: 'Trade assurance fee 0.6 %, free above 200,000 CNY; the merchant pays.' },
  ),
  ruleRow('R41', null, {
    from: '2024-12-05',
    source: 'S1#13',
    confidence: 'A',
    says: 'Logistics and dispute indicators of sellers updated.',
  }),
  ruleRow(
    'R50',
    { calendar: 'springFestival2025' },
    {
      from: '2025-01-21',
      to: '2025-02-07',
      source: 'S1#16',
      confidence: 'A',
      says: 'Paid over Spring Festival 2025: dispatch clocks start on 7 February.',
    },
  ),
  ruleRow('R51', null, {
    from: '2024-02-01',
    to: '2024-03-01',
    source: 'S1#18',
    confidence: 'A',
    says: 'Spring Festival 2024: timers adjusted, dates unknown.',
  }),
]
