import type { Config } from '../config.ts'
import type { Clock } from '../domain/shared/clock.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { PaymentProvider, VerifyPaymentMessage } from '../domain/wallet/payment-provider.ts'
import { createPaymentProvider } from '../payments/create-payment-provider.ts'

const SANDBOX_BANK = 'Sandbox bank, account 0000 0000 0000, Xunyuan Gateway. Rehearsal only: do not send real money.'

/** Who collects partners' money in each mode, and where bank transfers go. Test-mode money can only come from the sandbox (invariant 12). */
export function composePayments({ config, clock }: { config: Pick<Config, 'payments' | 'secrets'>; clock: Clock }) {
  const { sandboxUrl, bankInstructions } = config.payments
  const accounts = config.secrets.payments
  const now = () => clock.now()
  const sandbox = sandboxUrl === undefined ? undefined : createPaymentProvider({ baseUrl: sandboxUrl, ...accounts.sandbox, now })
  const live = accounts.live === undefined ? undefined : createPaymentProvider({ ...accounts.live, now })
  const verifyPaymentMessage: VerifyPaymentMessage = (rawBody, headers) => {
    const asLive = live?.verifyMessage(rawBody, headers)
    if (asLive !== undefined && asLive.kind !== 'badSignature') return { livemode: true, verdict: asLive }
    return { livemode: false, verdict: sandbox?.verifyMessage(rawBody, headers) ?? { kind: 'badSignature' } }
  }
  return {
    providerFor: (livemode: boolean): PaymentProvider => {
      const provider = livemode ? live : sandbox
      if (provider === undefined) throw new Refusal('top_up.method_not_available', { method: 'provider' })
      return provider
    },
    providers: (): PaymentProvider[] => [live, sandbox].filter((provider) => provider !== undefined),
    hasProvider: (livemode: boolean): boolean => (livemode ? live : sandbox) !== undefined,
    bankInstructions: (livemode: boolean): string | null => (livemode ? bankInstructions : SANDBOX_BANK),
    verifyPaymentMessage,
  }
}
