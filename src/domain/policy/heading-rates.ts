/** The duty on goods of a heading of the Harmonized System, in hundredths of a percent. */
export type HeadingRate = { readonly heading: string; readonly bps: number }

/** What stands for a list without entries, as in calendars. */
const NONE = 'none'
const MOST = 200
/** Ten times the value: beyond any duty there is. */
const MOST_BPS = 100_000
const RATE = /^(\d{2,10}):(\d{1,6})$/

/** `6109:1200,8471:0`. */
export function writeHeadings(rates: readonly HeadingRate[]): string {
  return rates.length === 0 ? NONE : rates.map(({ heading, bps }) => `${heading}:${bps}`).join(',')
}

/** Undefined for what is no list of headings, each named once, with their rates. */
export function readHeadings(text: string): HeadingRate[] | undefined {
  if (text === NONE) return []
  const rates = text.split(',').map((part) => RATE.exec(part.trim()))
  const known = rates.flatMap((match) => (match === null ? [] : [{ heading: match[1] ?? '', bps: Number(match[2]) }]))
  const isWhole = known.length === rates.length && known.length <= MOST && known.every(({ bps }) => bps <= MOST_BPS)
  return isWhole && new Set(known.map(({ heading }) => heading)).size === known.length ? known : undefined
}
