import type { Changes } from './changes.ts'
import type { Task } from './task.ts'

export type DueTask = { id: number; at: number; task: Task }

/**
 * Tasks due at a time of the mock's clock, earliest first (a binary heap).
 * Nothing is ever removed: what runs late looks at the state again and does nothing when it no longer applies.
 */
export class Schedule {
  readonly #changes: Changes
  readonly #byId = new Map<number, DueTask>()
  #heap: DueTask[] = []
  #nextId = 1

  constructor(changes: Changes) {
    this.#changes = changes
  }

  get size(): number {
    return this.#heap.length
  }

  add(at: number, task: Task): void {
    const due = { id: this.#nextId++, at, task }
    this.#insert(due)
    this.#changes.mark('tasks', String(due.id))
  }

  /** The tasks not run yet, in no order. */
  all(): readonly DueTask[] {
    return this.#heap
  }

  find(id: number): DueTask | undefined {
    return this.#byId.get(id)
  }

  /** Puts back a task of an earlier run of the mock. */
  restore(due: DueTask): void {
    this.#nextId = Math.max(this.#nextId, due.id + 1)
    this.#insert(due)
  }

  #insert(due: DueTask): void {
    this.#byId.set(due.id, due)
    const heap = this.#heap
    let child = heap.push(due) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#earlier(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  /** Gives what is due at `now` to `run`, in order of time; what that adds is given too when it is already due. */
  runDue(now: number, run: (due: DueTask) => void): void {
    for (let next = this.#heap[0]; next && next.at <= now; next = this.#heap[0]) {
      this.#removeFirst()
      this.#byId.delete(next.id)
      this.#changes.mark('tasks', String(next.id))
      run(next)
    }
  }

  #removeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    heap[0] = last
    let parent = 0
    for (;;) {
      const left = parent * 2 + 1
      const child = this.#earlier(left + 1, left) ? left + 1 : left
      if (!this.#earlier(child, parent)) return
      this.#swap(child, parent)
      parent = child
    }
  }

  #earlier(left: number, right: number): boolean {
    const a = this.#heap[left]
    const b = this.#heap[right]
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.id < b.id))
  }

  #swap(left: number, right: number): void {
    const a = this.#heap[left]
    const b = this.#heap[right]
    if (!a || !b) return
    this.#heap[left] = b
    this.#heap[right] = a
  }
}
