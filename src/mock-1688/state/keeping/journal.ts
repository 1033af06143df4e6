import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson, writeJson } from '../../protocol/json.ts'

/** A thing as it is now; null = there is no such thing any more. */
export type Entry = readonly [kind: string, key: string, value: unknown]

const FORMAT = 'xunyuan-mock-1688/1'
const FILE = 'state.jsonl'
/** The file is written anew when it has grown by this much and to four times what it holds. */
const SPARE_BYTES = 16 * 1024 * 1024

/**
 * An append-only file, one entry a line, the last one of a key counts. A line is handed to the system at once, so that it
 * outlives this process however that ends; the disk itself is only waited for when the file is written anew and at the end.
 */
export class Journal {
  readonly #path: string
  #file: number
  #bytes = 0
  #bytesAfterRewrite = 0

  private constructor(path: string, file: number) {
    this.#path = path
    this.#file = file
  }

  /** Opens the folder's journal with what it holds; a file that cannot be read is moved aside and named in `damaged`. */
  static open(folder: string): { journal: Journal; kept: ReadonlyMap<string, ReadonlyMap<string, unknown>>; damaged: string | null } {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, FILE)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const kept = text === '' ? new Map() : readKept(text)
    const damaged = kept === null ? `${path}.damaged-${Date.now()}` : null
    if (damaged !== null) renameSync(path, damaged)
    return { journal: new Journal(path, openSync(path, 'a', 0o600)), kept: kept ?? new Map(), damaged }
  }

  append(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const lines = Buffer.from(entries.map((entry) => `${writeJson(entry)}\n`).join(''))
    writeSync(this.#file, lines)
    this.#bytes += lines.length
  }

  get needsRewrite(): boolean {
    return this.#bytes > SPARE_BYTES + 4 * this.#bytesAfterRewrite
  }

  /** Replaces the file by one that holds just these entries; a crash in between leaves the old one. */
  rewrite(entries: Iterable<Entry>): void {
    const draft = `${this.#path}.new`
    const lines = [['format', '', FORMAT], ...entries].map((entry) => `${writeJson(entry)}\n`)
    writeFileSync(draft, lines.join(''), { mode: 0o600, flush: true })
    renameSync(draft, this.#path)
    closeSync(this.#file)
    this.#file = openSync(this.#path, 'a', 0o600)
    this.#bytes = lines.reduce((sum, line) => sum + line.length, 0)
    this.#bytesAfterRewrite = this.#bytes
  }

  close(): void {
    fsyncSync(this.#file)
    closeSync(this.#file)
  }
}

/** The last value of every key by kind, or null when the text is not a journal. A last line that was cut short is dropped. */
function readKept(text: string): Map<string, Map<string, unknown>> | null {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  const kept = new Map<string, Map<string, unknown>>()
  try {
    for (const line of lines) {
      if (line === '') continue
      const [kind, key, value] = parseJson(line) as Entry
      const ofKind = kept.get(kind) ?? new Map<string, unknown>()
      kept.set(kind, ofKind)
      // Set anew, not in place: things come back in the order of their last change unless their key says otherwise.
      if (value === null) ofKind.delete(key)
      else ofKind.set(key, value)
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
  return kept.get('format')?.get('') === FORMAT ? kept : null
}
