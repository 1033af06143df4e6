import { buildDocument, type OpenapiDocument } from '../document/document.ts'
import type { StaffRoute } from './staff-door.ts'
import { staffRoutes } from './staff-routes.ts'

const TAGS = [
  { name: 'Session', description: 'Signing in and out.' },
  { name: 'Tasks', description: 'The work list and the scanner.' },
  { name: 'Inspections', description: 'The inspection bench.' },
  { name: 'Stock', description: 'Goods in the bins, and what becomes of abandoned ones.' },
  { name: 'Shipments', description: 'The packing bench.' },
  { name: 'Refunds', description: 'The refund desk.' },
  { name: 'Orders', description: 'Orders with everything that hangs on them, and finding them.' },
  { name: 'Rules', description: 'What we charge and how long we wait; reference exchange rates.' },
  { name: 'Finance', description: 'Top-ups, bookings by hand, the books.' },
  { name: 'Reconciliation', description: 'Our books against those of 1688 and the payment provider.' },
  { name: 'Files', description: 'Photos and other evidence.' },
]

const INFO = {
  title: 'Xunyuan Gateway staff API',
  summary: 'What the dashboard of the warehouse, the refund desk and finance calls.',
  description: [
    'Sign-in: `POST /staff/v1/session` sets a cookie; it ends after 30 idle minutes or 12 hours.',
    'Changes: send the `csrfToken` of the session as `x-csrf-token`, from a page of the same origin.',
    'Errors: `application/problem+json` with a stable `code`.',
    'The only client is our own dashboard: operations may change with it.',
  ].join('\n\n'),
}

/** The document of the staff API; the dashboard's client is typed by it. */
export function buildStaffDocument(publicUrl: string): OpenapiDocument {
  const document = buildDocument({ routes: staffRoutes, tags: TAGS, publicUrl })
  for (const route of staffRoutes) {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()]
    if (typeof operation === 'object' && operation !== null) Object.assign(operation, accessOf(route))
  }
  return {
    ...document,
    info: { ...document.info, ...INFO },
    servers: [{ url: publicUrl, description: 'The gateway.' }],
    components: {
      ...document.components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sid', description: 'Set by signing in; `sid` without https.' },
      },
    },
  }
}

function accessOf({ access }: StaffRoute): Record<string, unknown> {
  return access === 'anyone' ? { security: [] } : { security: [{ session: [] }], 'x-staff-roles': [...access] }
}
