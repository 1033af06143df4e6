type Entry = { at: number; run: () => void }

/**
 * Things due at a time of the mock's clock, earliest first (a binary heap).
 * Nothing is ever removed: what runs late looks at the state again and does nothing when it no longer applies.
 */
export class Schedule {
  #heap: Entry[] = []

  get size(): number {
    return this.#heap.length
  }

  add(at: number, run: () => void): void {
    const heap = this.#heap
    let child = heap.push({ at, run }) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#earlier(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  /** Gives what is due at `now` to `run`, in order of time; what that adds is given too when it is already due. */
  runDue(now: number, run: (entry: Entry) => void): void {
    for (let next = this.#heap[0]; next && next.at <= now; next = this.#heap[0]) {
      this.#removeFirst()
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
    return a !== undefined && b !== undefined && a.at < b.at
  }

  #swap(left: number, right: number): void {
    const a = this.#heap[left]
    const b = this.#heap[right]
    if (!a || !b) return
    this.#heap[left] = b
    this.#heap[right] = a
  }
}
