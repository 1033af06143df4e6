import { Agent, request } from 'undici'
import { writeJson } from '../protocol/json.ts'
import { sign } from '../protocol/sign.ts'
import type { AppRegistry } from '../state/apps.ts'
import type { Changes } from '../state/changes.ts'
import type { MockClock } from '../state/clock.ts'
import { type Settings, settingsWith } from '../state/settings.ts'

export type MessageState = 'sending' | 'delivered' | 'failed' | 'lost' | 'confirmed'
export type Message = {
  msgId: number
  gmtBorn: number
  appKey: string
  userInfo: string
  /** Messages of one lane keep their order: the order or product they are about. */
  lane: string
  type: string
  data: unknown
  state: MessageState
  attempts: number
  lastFailure: string | null
}
export type Outgoing = { appKey: string; userInfo: string; lane: string; type: string; data: unknown }

const KEPT_MESSAGES = 20_000
const LANES = 8

type World = { changes: Changes; settings: Settings; apps: AppRegistry; clock: MockClock }

/**
 * Sends messages to the apps' callback URLs, signed, without making the caller wait.
 * Messages of one order keep their order until one has to be sent again; what fails stays to be pulled.
 */
export class PushSender {
  readonly #world: World
  readonly #agent = new Agent({ connections: LANES })
  readonly #messages = new Map<number, Message>()
  readonly #lanes: Promise<void>[] = Array.from({ length: LANES }, () => Promise.resolve())
  readonly #timers = new Set<NodeJS.Timeout>()
  #held: Message | null = null
  #nextId = Date.now() * 100
  #count = 0
  #busy = 0
  #closed = false

  constructor(world: World) {
    this.#world = world
  }

  /** Takes a message for delivery by the present settings: lost, doubled, swapped with the next, or as it is. */
  send(outgoing: Outgoing): Message {
    const message: Message = {
      ...outgoing,
      msgId: this.#nextId++,
      gmtBorn: this.#world.clock.now(),
      state: 'sending',
      attempts: 0,
      lastFailure: null,
    }
    const { loseEvery, duplicateEvery, reorder, enabled } = this.#settingsFor(message)
    this.#keep(message)
    this.#count += 1
    if (loseEvery > 0 && this.#count % loseEvery === 0) message.state = 'lost'
    else if (!enabled || this.#urlFor(message) === null) message.state = 'failed'
    else if (reorder && this.#held === null) this.#held = message
    else this.#deliverWithHeld(message)
    if (message.state === 'sending' && duplicateEvery > 0 && this.#count % duplicateEvery === 0) this.#enqueue(message)
    return message
  }

  /** Sends a kept message once more. */
  resend(msgId: number): boolean {
    const message = this.#messages.get(msgId)
    if (message) this.#enqueue(message)
    return message !== undefined
  }

  find(msgId: number): Message | undefined {
    return this.#messages.get(msgId)
  }

  /** Puts back a message of an earlier run of the mock; one whose delivery was cut short is sent again. */
  restore(message: Message): void {
    this.#nextId = Math.max(this.#nextId, message.msgId + 1)
    this.#keep(message)
    if (message.state === 'sending') this.#enqueue(message)
  }

  /** The messages kept, oldest first. */
  list(): Message[] {
    return [...this.#messages.values()]
  }

  confirm(msgIds: readonly string[]): void {
    for (const msgId of msgIds) {
      const message = this.#messages.get(Number(msgId))
      if (message) this.#move(message, 'confirmed')
    }
  }

  /** Sends a message held back for reordering. */
  flush(): void {
    const held = this.#held
    this.#held = null
    if (held) this.#enqueue(held)
  }

  /** Resolves when nothing is being sent or waits to be sent again. */
  async idle(): Promise<void> {
    this.flush()
    while (this.#busy > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#agent.destroy()
  }

  #deliverWithHeld(message: Message): void {
    this.#enqueue(message)
    this.flush()
  }

  #enqueue(message: Message): void {
    const at = laneOf(message.lane)
    this.#busy += 1
    this.#lanes[at] = (this.#lanes[at] ?? Promise.resolve())
      .then(() => this.#attempt(message, 0))
      .finally(() => {
        this.#busy -= 1
      })
  }

  async #attempt(message: Message, retry: number): Promise<void> {
    if (this.#closed || (message.state === 'delivered' && retry > 0)) return
    message.attempts += 1
    if (await this.#post(message)) {
      this.#move(message, 'delivered')
      return
    }
    const { retries, retryDelayMs } = this.#settingsFor(message)
    if (retry >= retries) {
      if (message.state === 'sending') this.#move(message, 'failed')
      return
    }
    this.#busy += 1
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#attempt(message, retry + 1).finally(() => {
        this.#busy -= 1
      })
    }, retryDelayMs)
    timer.unref()
    this.#timers.add(timer)
  }

  /** Whether the callback answered 2xx. */
  async #post(message: Message): Promise<boolean> {
    const url = this.#urlFor(message)
    const secret = this.#world.apps.find(message.appKey)?.appSecret
    if (url === null || secret === undefined) return false
    const { msgId, gmtBorn, data, userInfo, type } = message
    const text = writeJson({ msgId, gmtBorn, data, userInfo, type })
    const form = new URLSearchParams({ message: text, _aop_signature: sign(secret, { message: text }) })
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
        body: form.toString(),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(this.#settingsFor(message).timeoutMs),
      })
      await answer.body.dump()
      const accepted = answer.statusCode >= 200 && answer.statusCode < 300
      message.lastFailure = accepted ? null : `HTTP ${answer.statusCode}`
      return accepted
    } catch (error) {
      // Refused, cut or timed out: one failed attempt, like any answer but 2xx.
      message.lastFailure = String(error)
      return false
    }
  }

  #settingsFor(message: Message): Settings['push'] {
    return settingsWith(this.#world.settings, [this.#world.apps.find(message.appKey)?.settings ?? {}]).push
  }

  #urlFor(message: Message): string | null {
    return this.#world.apps.find(message.appKey)?.callbackUrl ?? this.#world.settings.callbackUrl
  }

  #move(message: Message, state: MessageState): void {
    message.state = state
    this.#world.changes.mark('messages', String(message.msgId))
  }

  #keep(message: Message): void {
    this.#messages.set(message.msgId, message)
    this.#world.changes.mark('messages', String(message.msgId))
    if (this.#messages.size <= KEPT_MESSAGES) return
    const [oldest] = this.#messages.keys()
    if (oldest === undefined) return
    this.#messages.delete(oldest)
    this.#world.changes.mark('messages', String(oldest))
  }
}

function laneOf(lane: string): number {
  let sum = 0
  for (const character of lane) sum = (sum * 31 + character.charCodeAt(0)) % 65_521
  return sum % LANES
}
