const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})([+-]\d{2}):?(\d{2})$/
const BEIJING_LOCAL = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/
const BEIJING_OFFSET_MS = 8 * 3_600_000

/** The instant of any of 1688's notations (spec 4): compact with its offset, bare Beijing time, epoch milliseconds. Undefined if none. */
export function parseUpstreamDate(wire: string | number): Date | undefined {
  if (typeof wire === 'number') return valid(new Date(wire))
  const compact = COMPACT.exec(wire)
  if (compact) {
    const [, year, month, day, hour, minute, second, millis, offsetHour, offsetMinute] = compact
    return valid(new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}${offsetHour}:${offsetMinute}`))
  }
  const local = BEIJING_LOCAL.exec(wire)
  if (local) return valid(new Date(`${local[1]}T${local[2] ?? '00:00:00'}+08:00`))
  return /^\d{12,14}$/.test(wire) ? valid(new Date(Number(wire))) : undefined
}

/** `yyyyMMddHHmmssSSSZ` in Beijing time, as trade and refund queries want it. */
export function formatUpstreamDate(instant: Date): string {
  return `${beijingIso(instant).replace(/[-T:.Z]/g, '')}+0800`
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time. */
export function formatBeijingLocal(instant: Date): string {
  return beijingIso(instant).slice(0, 19).replace('T', ' ')
}

function beijingIso(instant: Date): string {
  return new Date(instant.getTime() + BEIJING_OFFSET_MS).toISOString()
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date
}
