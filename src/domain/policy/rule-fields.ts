import type { Money } from '../shared/money.ts'
import type { CalendarPeriod, DaySpan } from './calendar-period.ts'
import type { HeadingRate } from './heading-rates.ts'

/** One number of a rule as a form asks for it. On the wire and in the store every kind is text: see `rule-texts.ts`. */
export type RuleField =
  /** Hundredths of a percent. */
  | { readonly kind: 'bps'; readonly min: number; readonly max: number }
  /** Fen, not negative. */
  | { readonly kind: 'money'; readonly max: number }
  /** Milliseconds, in whole minutes. */
  | { readonly kind: 'duration'; readonly min: number; readonly max: number }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  /** Durations, one after another. */
  | { readonly kind: 'durations'; readonly max: number }
  /** A price from the n-th of something on, the first from 1. */
  | { readonly kind: 'tiers'; readonly max: number }
  /** Days of a calendar, one span after another. */
  | { readonly kind: 'days' }
  /** Notices of the platform with what they do to its clocks. */
  | { readonly kind: 'periods' }
  /** Headings of the Harmonized System, each with its duty. */
  | { readonly kind: 'headings' }

/** A form for every number in `V`; a number without a field does not compile. */
export type FieldsOf<V> = { readonly [K in keyof V]: FieldFor<V[K]> }

type FieldFor<T> = T extends Money
  ? Extract<RuleField, { kind: 'money' }>
  : T extends readonly number[]
    ? Extract<RuleField, { kind: 'durations' }>
    : T extends readonly HeadingRate[]
      ? Extract<RuleField, { kind: 'headings' }>
      : T extends readonly CalendarPeriod[]
        ? Extract<RuleField, { kind: 'periods' }>
        : T extends readonly DaySpan[]
          ? Extract<RuleField, { kind: 'days' }>
          : T extends readonly unknown[]
            ? Extract<RuleField, { kind: 'tiers' }>
            : T extends boolean
              ? Extract<RuleField, { kind: 'flag' }>
              : T extends string
                ? Extract<RuleField, { kind: 'choice' }>
                : T extends number
                  ? Extract<RuleField, { kind: 'bps' | 'duration' | 'count' }>
                  : FieldsOf<T>
