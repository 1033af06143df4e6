export const STAFF_ROLES = ['warehouseStaff', 'qcLead', 'afterSales', 'finance', 'operatorAdmin'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** A person who works in the dashboard. */
export type StaffUser = {
  id: string
  login: string
  displayName: string
  passwordHash: string
  roles: StaffRole[]
  language: 'zh-CN' | 'en'
  disabledAt: Date | null
  createdAt: Date
  version: number
}

/** A signed-in browser. Kept on the server so that signing out, or a stolen cookie, can be ended at once. */
export type StaffSession = {
  /** SHA-256 of the cookie's random value: the table alone cannot be replayed. */
  id: string
  staffUserId: string
  csrfToken: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}
