const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const LONGEST = 300

/** The beginning of an answer for logs and staff, phone numbers struck out. */
export function excerpt(text: string): string {
  const masked = text.slice(0, LONGEST * 2).replace(MOBILE, '[phone]')
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked
}
