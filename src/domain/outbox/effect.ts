import type { PostingTemplateName } from '../ledger/posting-templates.ts'
import type { EventType } from '../webhooks/event-types.ts'
import type { ResourceJobName } from './jobs.ts'

/** What a move may set off: `sink.what`, always about the resource that moved. */
export type Effect = `event.${EventType}` | `job.${ResourceJobName}` | `ledger.${PostingTemplateName}`

export type ParsedEffect =
  | { readonly sink: 'event'; readonly type: EventType }
  | { readonly sink: 'job'; readonly name: ResourceJobName }
  | { readonly sink: 'ledger'; readonly template: PostingTemplateName }

/** The effect taken apart, for the one place that executes them all. */
export function parseEffect(effect: Effect): ParsedEffect {
  const dot = effect.indexOf('.')
  const what = effect.slice(dot + 1)
  switch (effect.slice(0, dot)) {
    case 'event':
      return { sink: 'event', type: what as EventType }
    case 'job':
      return { sink: 'job', name: what as ResourceJobName }
    default:
      return { sink: 'ledger', template: what as PostingTemplateName }
  }
}
