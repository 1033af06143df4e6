import { readFileSync, writeFileSync } from 'node:fs'
import { createNotifier, type Notifier } from './notifier.ts'
import { createPayments, type Payment, type Payments } from './payments.ts'

export type Fault = { kind: 'http' | 'garbage' | 'cutBefore' | 'cutAfter'; status?: number; times: number }

export type World = {
  payments: Payments
  notifier: Notifier
  secret: string
  faults: { next: Fault[]; refusedCurrencies: Set<string> }
  publicUrl: () => string
  /** The next fault of a call, if one is set. */
  takeFault(): Fault | undefined
  /** Keeps the payments where a restart finds them. */
  save(): void
}

export type WorldOptions = { secret: string; publicUrl: () => string; file?: string | undefined }

/** Payments, callbacks and faults of one mock. */
export function createWorld({ secret, publicUrl, file }: WorldOptions): World {
  const notifier = createNotifier(secret)
  const faults = { next: [] as Fault[], refusedCurrencies: new Set<string>() }
  const payments = createPayments(
    (payment) => {
      world.save()
      notifier.notify(payment)
    },
    file === undefined ? [] : load(file),
  )
  const world: World = {
    payments,
    notifier,
    secret,
    faults,
    publicUrl,
    takeFault() {
      const [fault] = faults.next
      if (fault === undefined) return undefined
      fault.times -= 1
      if (fault.times <= 0) faults.next.shift()
      return fault
    },
    save: () => {
      if (file !== undefined) writeFileSync(file, JSON.stringify(payments.all()))
    },
  }
  return world
}

/** Nothing when the file is not there yet. */
function load(file: string): Payment[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Payment[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
