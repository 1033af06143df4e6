import { inflateSync } from 'node:zlib'
import { Refusal } from '../domain/shared/refusal.ts'

/** What a packed part of a document may unfold to, and all of them together: a small file can unfold to gigabytes. */
const MAX_PART_BYTES = 16 * 1024 * 1024
const MAX_UNFOLDED_BYTES = 64 * 1024 * 1024

/**
 * Looks a PDF through and keeps it as it is, since a signed paper must stay what was signed. Throws Refusal `file.unreadable` for what is
 * not one whole PDF from its first byte to its last (another format glued on, encrypted, packed in a way nobody here can look into) and
 * `file.active_content` for one that runs scripts, starts programs or carries files.
 */
export function checkDocument(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text)) throw unreadable('it does not begin like a PDF')
  if (!/%%EOF\s*$/.test(text.slice(-1024))) throw unreadable('something follows its end')
  const names = plainNames(text)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(names)) throw unreadable('it is encrypted')
  refuseActive(ACTIVE, names)
  refuseActive(FORMS, plainNames(text.replaceAll(STREAM, 'stream')))
  let left = MAX_UNFOLDED_BYTES
  for (const packed of objectStreams(file, text)) {
    const unfolded = unfold(packed, Math.min(left, MAX_PART_BYTES))
    left -= unfolded.byteLength
    const inside = plainNames(unfolded.toString('latin1'))
    refuseActive(ACTIVE, inside)
    refuseActive(FORMS, inside)
  }
}

/** Names that make a reader act or carry other files: long enough not to turn up in packed bytes by chance, so no place is left out. */
const ACTIVE = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![A-Za-z0-9])/
/** Forms with programs of their own. Four letters stand in any large picture sooner or later, so streams are left out. */
const FORMS = /\/XFA(?![A-Za-z0-9])/
const STREAM = /(?<!end)stream\r?\n[\s\S]*?endstream/g

function refuseActive(pattern: RegExp, names: string): void {
  const [found] = pattern.exec(names) ?? []
  if (found !== undefined) throw new Refusal('file.active_content', { found })
}

/** A name may be spelt with escapes: `/J#61vaScript`. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** `isSure`: it says so itself; else something near it does, which may be a trick or its neighbour. */
type Packed = { bytes: Buffer; isDeflated: boolean; isSure: boolean }

/** A dictionary stands right before its stream; none is longer than this. */
const LONGEST_DICTIONARY = 4_096
const HOLDS_OBJECTS = /\/ObjStm(?![A-Za-z0-9])/

/** Streams that hold objects, and so names: everything else that is packed is pictures, fonts and text. */
function* objectStreams(file: Buffer, text: string): Generator<Packed> {
  for (const { index, 0: stream } of text.matchAll(STREAM)) {
    const before = text.slice(Math.max(0, index - LONGEST_DICTIONARY), index)
    if (!HOLDS_OBJECTS.test(plainNames(before))) continue
    const dictionary = plainNames(before.slice(before.lastIndexOf('endobj') + 1))
    const isSure = HOLDS_OBJECTS.test(dictionary)
    const filters = [...(/\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? '').matchAll(/\/(\w+)/g)].map(([, name]) => name)
    const isPlain = filters.length === 0 && !dictionary.includes('/Filter')
    const isDeflated = filters.length === 1 && (filters[0] === 'FlateDecode' || filters[0] === 'Fl')
    const isOpen = (isPlain || isDeflated) && !/\/Predictor\s*(?!1\b)\d/.test(dictionary)
    if (isSure && !isOpen) throw unreadable('a part of it cannot be looked into')
    const start = index + stream.indexOf('\n') + 1
    yield { bytes: file.subarray(start, index + stream.length - 'endstream'.length), isDeflated: !isPlain, isSure }
  }
}

function unfold({ bytes, isDeflated, isSure }: Packed, most: number): Buffer {
  if (!isDeflated) return bytes
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    if (!isSure && most > 1) return Buffer.alloc(0)
    throw unreadable('a part of it cannot be unpacked', error)
  }
}

function unreadable(reason: string, cause?: unknown): Refusal {
  return new Refusal('file.unreadable', { reason }, cause === undefined ? undefined : { cause })
}
