/** Lists of 1688 that are read window by window. */
export type Feed = 'orders' | 'refunds'

export interface Watermarks {
  /** Up to when, in 1688's time, the list has been read; undefined before the first time. */
  find(livemode: boolean, feed: Feed): Promise<Date | undefined>
  set(livemode: boolean, feed: Feed, reachedAt: Date): Promise<void>
}
