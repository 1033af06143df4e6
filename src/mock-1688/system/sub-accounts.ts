import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'

const names = z.array(z.string().regex(/^[^:]+:[^:]+$/)).min(1)

/** Sub-accounts are named `main:sub`; only those of the app's own buyer can be authorized. */
export const subAccountAdd: Api = {
  namespace: 'system.oauth2',
  name: 'subaccount.auth.add',
  needsToken: true,
  required: ['subUserIdentityList'],
  refuse: refuseInner,
  handle(call) {
    const added = listed(call)
    call.app.subAccounts = [...new Set([...call.app.subAccounts, ...added])]
    return innerResult(added)
  },
}

export const subAccountCancel: Api = {
  namespace: 'system.oauth2',
  name: 'subaccount.auth.cancel',
  needsToken: false,
  required: ['subUserIdentityList'],
  refuse: refuseInner,
  handle(call) {
    const gone = listed(call)
    call.app.subAccounts = call.app.subAccounts.filter((name) => !gone.includes(name))
    return innerResult(gone)
  },
}

export const subAccountList: Api = {
  namespace: 'system.oauth2',
  name: 'subaccount.auth.list',
  needsToken: true,
  required: [],
  refuse: refuseInner,
  handle: ({ app }) => innerResult(app.subAccounts),
}

function listed({ params, app }: Call): string[] {
  const wanted = jsonArgument(params, 'subUserIdentityList', names)
  if (wanted.some((name) => !name.startsWith(`${app.buyer.loginId}:`))) throw new BusinessError('400', '子账号不属于该主账号')
  return wanted
}
