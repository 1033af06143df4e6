/** Refusals of webhook endpoints and deliveries. */
export const webhookRefusals = [
  'webhook.url_not_allowed',
  'webhook.endpoint_limit_reached',
  'webhook.endpoint_disabled',
  'webhook.delivery_pending',
  'webhook.event_type_unknown',
] as const
