const FOLDERS: Record<string, string> = {
  inspection: 'inspections',
  consolidation: 'shipments',
  refund: 'refunds',
  disposal: 'lots',
  lot: 'lots',
}

/** The page of a piece of work; null when it has none of its own (a parcel to receive). */
export function targetPath(kind: string, id: string | null): string | null {
  const folder = FOLDERS[kind]
  return folder === undefined || id === null ? null : `/${folder}/${id}`
}
