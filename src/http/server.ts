import type { Transaction } from '../domain/ports.ts'
import { type AssemblyDeps, assembleServer, type BuiltServer } from './assemble-server.ts'
import { add1688Callback, type ReceivePush } from './callbacks/receive-1688-message.ts'
import { addPaymentCallback, type ReceivePaymentMessage } from './callbacks/receive-payment-message.ts'
import { addHandOff } from './open/add-hand-off.ts'
import type { PartnerServices } from './partner-api/define-partner-route.ts'
import { buildPublicDocument, partnerRoutes } from './routes.ts'

export type ServerDeps = Omit<AssemblyDeps<Transaction, PartnerServices>, 'partnerRoutes' | 'document'> & {
  /** Verifies and stores what 1688 pushes. */
  receivePush: ReceivePush
  /** The same for the payment provider. */
  receivePaymentMessage: ReceivePaymentMessage
}

/** Builds the gateway's HTTP server, not listening yet: the partner API, health, documentation and 1688's callback. */
export function buildServer(deps: ServerDeps): Promise<BuiltServer> {
  return assembleServer({
    ...deps,
    partnerRoutes,
    document: buildPublicDocument(deps.settings.publicUrl),
    addRoutes: async (app) => {
      await add1688Callback(app, deps.receivePush)
      await addPaymentCallback(app, deps.receivePaymentMessage)
      await addHandOff(app, { findPartner: deps.services.reads.partner, clock: deps.clock })
      await deps.addRoutes?.(app)
    },
  })
}
