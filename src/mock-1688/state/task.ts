/** Something due at a time of the mock's clock, named by ids so that it survives a restart. */
export type Task =
  | { does: 'closeUnpaid'; orderId: string }
  | { does: 'takeLateDebit'; orderId: string; channel: string }
  | { does: 'shipOrder'; orderId: string }
  | { does: 'receiveOrder'; orderId: string; shippedAt: number }
  | { does: 'stepParcel'; orderId: string; logisticsId: string }
  | { does: 'stepShipment'; trackingNo: string }
  | { does: 'answerRefund'; refundId: string; reply: 'agree' | 'reject' }
  | { does: 'endRefundWait'; refundId: string; at: number }
