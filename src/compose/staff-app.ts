import { join } from 'node:path'
import type { Core } from '../compose.ts'
import type { Config } from '../config.ts'
import { thumbnailOf } from '../files/photos.ts'
import type { Cursors } from '../http/pagination.ts'
import { QUEUE_BOARD_PATH } from '../http/staff-api/pages/queue-board.ts'
import type { StaffApiDeps } from '../http/staff-api/register-staff-api.ts'
import { bullBoardPlugin } from '../queue/bull-board.ts'
import type { JobQueue } from '../queue/queue.ts'

const BUILT_PAGES = join(import.meta.dirname, '..', '..', 'dist', 'dashboard')
/** Where 1688 keeps the pictures of its listings. */
const LISTING_PICTURES = 'https://*.alicdn.com'

export type StaffAppOptions = { core: Core; config: Config; publicUrl: string; cursors: Cursors; queue?: JobQueue }

/** What the staff app is registered with: the core's use cases and reads, the built pages, the queue board where there are queues. */
export function composeStaffApp({ core, config, publicUrl, cursors, queue }: StaffAppOptions): StaffApiDeps {
  const { uow: unitOfWork, commands, preparations, staffReads: reads, staffSessions: sessions, clock, files, rules } = core
  const sandboxPictures = config.sandbox === undefined ? [] : [new URL(config.sandbox.baseUrl).origin]
  return {
    services: {
      unitOfWork,
      commands,
      preparations,
      reads,
      office: core.officeReads,
      finance: core.wallet.financeReads,
      orders: core.deskOrders,
      rules,
      sessions,
      cursors,
      clock,
      readFile: (storageKey) => files.get(storageKey),
      shrink: thumbnailOf,
    },
    settings: { isSecure: config.http.secureCookies || publicUrl.startsWith('https:'), checkAnswers: false },
    pages: { folder: BUILT_PAGES, imageSources: [LISTING_PICTURES, ...sandboxPictures] },
    ...(queue === undefined ? {} : { queueBoard: bullBoardPlugin(queue, QUEUE_BOARD_PATH) }),
  }
}
