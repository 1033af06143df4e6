import { IdText } from './labels.tsx'

/** The pages of things, by how their ids begin. */
const FOLDERS: Record<string, string> = { ins: 'inspections', shp: 'shipments', rfc: 'refunds', ord: 'orders' }

/** An id that can be copied, and leads to its page where it has one. */
export function ResourceLink({ id, kind }: { id: string; kind?: string }) {
  const path = pathOf(id)
  return (
    <span className="resource-link">
      {kind !== undefined && <span>{kind}</span>}
      {path === null ? <IdText id={id} /> : <IdText id={id} to={path} />}
    </span>
  )
}

function pathOf(id: string): string | null {
  const [prefix = ''] = id.split('_')
  const folder = FOLDERS[prefix]
  return folder === undefined || id === prefix ? null : `/${folder}/${id}`
}
