/** One legal move: where to, who may cause it, what must hold, what it sets off. */
export type Transition<State, ActorKind, Guard, Effect> = {
  readonly to: State
  readonly actors: readonly ActorKind[]
  /** Checked in order; the first that fails is the answer. */
  readonly guards?: readonly Guard[]
  readonly effects: readonly Effect[]
  /** The paragraph or row of the specification this cell implements. */
  readonly rule?: string
}

/** A state machine as data: every state has a row, an absent cell is an illegal move, an empty row is a final state. */
export type Machine<State extends string, Event extends string, ActorKind extends string, Guard extends string, Effect extends string> = {
  readonly name: string
  readonly initial: State
  readonly table: { readonly [state in State]: { readonly [event in Event]?: Transition<State, ActorKind, Guard, Effect> } }
}

/** Pure tests over facts already loaded; an absent fact never opens a gate. */
export type Guards<Guard extends string, Facts> = { readonly [guard in Guard]: (facts: Facts) => boolean }

export type Move<State, Event, ActorKind, Facts> = {
  readonly state: State
  readonly event: Event
  readonly actor: { readonly kind: ActorKind }
  readonly facts: Facts
}

export type Step<State, Event, Guard, Effect> =
  | { readonly ok: true; readonly from: State; readonly to: State; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly reason: 'illegal' | 'actor'; readonly allowed: readonly Event[] }
  | { readonly ok: false; readonly reason: 'guard'; readonly guard: Guard; readonly allowed: readonly Event[] }

/** What the table says about one move: the new state and its effects, or why not and what that actor may do instead. */
export function step<S extends string, E extends string, A extends string, G extends string, F extends string, Facts>(
  machine: Machine<S, E, A, G, F>,
  guards: Guards<G, Facts>,
  move: Move<S, E, A, Facts>,
): Step<S, E, G, F> {
  const transition = machine.table[move.state][move.event]
  const allowed = nextEvents(machine, move.state, move.actor.kind)
  if (!transition) return { ok: false, reason: 'illegal', allowed }
  if (!transition.actors.includes(move.actor.kind)) return { ok: false, reason: 'actor', allowed }
  const guard = transition.guards?.find((name) => !guards[name](move.facts))
  if (guard !== undefined) return { ok: false, reason: 'guard', guard, allowed }
  return { ok: true, from: move.state, to: transition.to, effects: transition.effects }
}

/** Events of the state's row, for one kind of actor or, without it, for anyone; guards are not looked at. */
export function nextEvents<S extends string, E extends string, A extends string, G extends string, F extends string>(
  machine: Machine<S, E, A, G, F>,
  state: S,
  actorKind?: A,
): E[] {
  const row = machine.table[state]
  const events = Object.keys(row) as E[]
  return events.filter((event) => actorKind === undefined || row[event]?.actors.includes(actorKind))
}

/** True when the table has a cell for the event, whoever causes it: late and repeated messages are recognised by it. */
export function canDo<S extends string, E extends string, A extends string, G extends string, F extends string>(
  machine: Machine<S, E, A, G, F>,
  state: S,
  event: E,
): boolean {
  return machine.table[state][event] !== undefined
}

/** True when nothing can happen to it any more. */
export function isFinal<S extends string, E extends string, A extends string, G extends string, F extends string>(
  machine: Machine<S, E, A, G, F>,
  state: S,
): boolean {
  return Object.keys(machine.table[state]).length === 0
}

/** The machine's states in the order of the table. */
export function statesOf<S extends string, E extends string, A extends string, G extends string, F extends string>(
  machine: Machine<S, E, A, G, F>,
): S[] {
  return Object.keys(machine.table) as S[]
}
