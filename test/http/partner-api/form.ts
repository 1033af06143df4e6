export type FormPart = { name: string; value: string | Uint8Array; fileName?: string; type?: string }

const BOUNDARY = 'between-the-parts'

/** A multipart body as a client writes it, so that tests can write it wrongly. */
export function aForm(parts: readonly FormPart[], end = `--${BOUNDARY}--\r\n`): { payload: Buffer; headers: { 'content-type': string } } {
  const chunks = parts.flatMap(({ name, value, fileName, type }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`
    const kind = type === undefined ? '' : `Content-Type: ${type}\r\n`
    return [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${kind}\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]
  })
  return { payload: Buffer.concat([...chunks, Buffer.from(end)]), headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } }
}
