import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export type Road = Awaited<ReturnType<typeof openRoad>>

/** A line to a server that can be cut; `url` is the server's own with this line's address. */
export async function openRoad(t: Test, serverUrl: string) {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let isOpen = true
  let cutAt: string | undefined
  const cut = (): void => {
    isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((near) => {
    if (!isOpen) return near.destroy()
    const far = connect(Number(target.port), target.hostname)
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => other.destroy())
    }
    far.pipe(near)
    near.on('data', (bytes) => {
      far.write(bytes)
      // What was sent arrives; the answer to it does not.
      if (cutAt === undefined || !bytes.includes(cutAt)) return
      cutAt = undefined
      near.removeAllListeners('data')
      far.unpipe(near)
      far.once('data', cut).resume()
    })
    return near
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    cut()
    server.close()
  })
  const url = new URL(serverUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cut,
    /** Cuts the line when this text has passed towards the server and the server has answered it. */
    cutAfter: (text: string): void => {
      cutAt = text
    },
    mend: (): void => {
      isOpen = true
    },
  }
}
