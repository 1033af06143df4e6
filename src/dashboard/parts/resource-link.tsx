import { IdText } from './labels.tsx'

/** The pages of things, by how their ids begin. */
const FOLDERS: Record<string, string> = { ins: 'inspections', shp: 'shipments', rfc: 'refunds', ord: 'orders', lot: 'lots' }

/** Things without a page of their own: finding them leads to their order. */
const FOUND = ['pch', 'oln', 'crd', 'pcl', 'quo', 'grp']

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
  if (id === prefix) return null
  if (folder !== undefined) return `/${folder}/${id}`
  return FOUND.includes(prefix) ? `/search?text=${id}` : null
}
