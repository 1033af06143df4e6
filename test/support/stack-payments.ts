type Wish = { amount?: string; currency?: string; clears?: boolean; reason?: string }
type Callbacks = { url?: string; lose?: number; copies?: number; hold?: boolean }

/** The control plane of the mock payment provider: what payers and banks do, and how callbacks get lost. */
export function createPaymentsControl(url: string) {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}/control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /control${path} answered ${response.status}: ${text}`)
    return JSON.parse(text) as Answer
  }
  return {
    url,
    move: (reference: string, verb: 'pay' | 'clear' | 'fail' | 'expire' | 'reverse', wish: Wish = {}) =>
      call<{ status: string }>('POST', `/payments/${reference}/${verb}`, wish),
    list: async () => (await call<{ payments: { merchantOrderNo: string; status: string }[] }>('GET', '/payments')).payments,
    callbacks: (settings: Callbacks) => call('POST', '/callbacks', settings),
    release: () => call('POST', '/callbacks/release'),
    flush: () => call('POST', '/callbacks/flush'),
    fault: (...faults: { kind: string; times: number }[]) => call('POST', '/faults', faults),
    refuse: (currencies: string[]) => call('POST', '/refused-currencies', { currencies }),
  }
}
