import type { Config } from '../config.ts'

/** Where 1688 keeps the pictures of its listings (1688 reference 3.10). */
const HOSTS_OF_1688 = /^https?:\/\/(?:[a-z0-9-]+\.)+(?:alicdn|1688)\.com\/[^@\\]*$/

/** Tells pictures of 1688 from all others: live ones lie with 1688, those of the sandbox with its mock, never the other way round. */
export function pictureHosts(config: Pick<Config, 'sandbox'>): (url: string, livemode: boolean) => boolean {
  const sandboxPictures = config.sandbox === undefined ? undefined : `${new URL(config.sandbox.baseUrl).origin}/`
  return (url, livemode) => (livemode ? HOSTS_OF_1688.test(url) : sandboxPictures !== undefined && url.startsWith(sandboxPictures))
}
