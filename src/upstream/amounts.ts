const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Fen of a decimal amount of yuan ("18.5", 1.2E7), half a fen away from zero; undefined when it is no decimal. */
export function yuanToFen(yuan: string | number): bigint | undefined {
  return scaled(String(yuan), 2)
}

/** Fen of an amount written in fen; tolerates a decimal point that Java's doubles leave behind ("9800.0"). */
export function wireFen(fen: string | number): bigint | undefined {
  return scaled(String(fen), 0)
}

/** Yuan as text with two decimals, the form search filters take. */
export function fenToYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function scaled(text: string, decimals: number): bigint | undefined {
  const match = DECIMAL.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = decimals - fraction.length + Number(exponent)
  const digits = BigInt(whole + fraction)
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift))
  return sign === '-' ? -magnitude : magnitude
}

function halfUp(value: bigint, divisor: bigint): bigint {
  return (value * 2n + divisor) / (divisor * 2n)
}
