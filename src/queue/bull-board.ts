import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { Queue } from 'bullmq'
import type { FastifyPluginCallback } from 'fastify'
import type { JobQueue } from './queue.ts'

/** BullMQ's dashboard as a Fastify plugin, to be registered with `{ prefix: basePath }` behind the guard of the door it hangs at. */
export function bullBoardPlugin(queue: Pick<JobQueue, 'bullQueues'>, basePath: string): FastifyPluginCallback {
  const adapter = new FastifyAdapter()
  adapter.setBasePath(basePath)
  // The adapter's types name the Redis backend; it only calls what every backend has.
  createBullBoard({
    queues: queue.bullQueues().map((each) => new BullMQAdapter(each as unknown as Queue, { allowRetries: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Xunyuan Gateway', hideRedisDetails: true } },
  })
  return adapter.registerPlugin()
}
