const LIMIT_BYTES = 48 * 1024 * 1024

/** Pictures already drawn, least recently used out first, bounded in bytes; two askers of one picture share the drawing. */
export class PictureCache {
  #drawn = new Map<string, Buffer>()
  #drawing = new Map<string, Promise<Buffer>>()
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  async get(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.#drawn.get(key)
    if (known) {
      this.#drawn.delete(key)
      this.#drawn.set(key, known)
      return known
    }
    const pending = this.#drawing.get(key) ?? this.#draw(key, draw)
    return pending
  }

  #draw(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const drawing = draw()
      .then((picture) => {
        this.#drawn.set(key, picture)
        this.#bytes += picture.length
        this.#shrink()
        return picture
      })
      .finally(() => this.#drawing.delete(key))
    this.#drawing.set(key, drawing)
    return drawing
  }

  #shrink(): void {
    for (const [key, picture] of this.#drawn) {
      if (this.#bytes <= LIMIT_BYTES) return
      this.#drawn.delete(key)
      this.#bytes -= picture.length
    }
  }
}
