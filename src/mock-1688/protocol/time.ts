const BEIJING_OFFSET_MS = 8 * 3_600_000

/** `yyyyMMddHHmmssSSS+0800`: trade dates and `system/currentTime`. */
export function gatewayTime(at: number): string {
  const iso = new Date(at + BEIJING_OFFSET_MS).toISOString()
  return `${iso.replaceAll(/[^\d]/g, '').slice(0, 17)}+0800`
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing: traces, messages, pay expiry. */
export function beijingTime(at: number): string {
  return new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** A request date `yyyyMMddHHmmssSSSZ` (or a plain `yyyy-MM-dd HH:mm:ss`) as epoch milliseconds; null when it is neither. */
export function parseGatewayTime(text: string): number | null {
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})([+-]\d{2}):?(\d{2})$/.exec(text)
  const spoken = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text)
  const iso = compact
    ? `${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:${compact[6]}.${compact[7]}${compact[8]}:${compact[9]}`
    : spoken && `${spoken[1]}T${spoken[2]}+08:00`
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}
