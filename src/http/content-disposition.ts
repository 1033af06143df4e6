/** `attachment` or `inline` under the name a person gave the file (RFC 6266); `fallback` for clients that read ASCII only. */
export function contentDisposition(
  kind: 'attachment' | 'inline',
  { fileName, fallback }: { fileName: string | null; fallback: string },
): string {
  const plain = `${kind}; filename="${fallback}"`
  if (fileName === null) return plain
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${plain}; filename*=UTF-8''${encoded}`
}
