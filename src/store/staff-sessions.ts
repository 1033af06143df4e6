import type { StaffSessions } from '../domain/read-ports.ts'
import type { Db } from './database.ts'

/** Signed-in browsers of the staff app. */
export function createStaffSessions(db: Db): StaffSessions {
  return {
    async create(session) {
      await db.insertInto('staffSession').values(session).execute()
    },
    async touch(id, at) {
      await db.updateTable('staffSession').set({ lastSeenAt: at }).where('id', '=', id).execute()
    },
    async end(id) {
      await db.deleteFrom('staffSession').where('id', '=', id).execute()
    },
  }
}
