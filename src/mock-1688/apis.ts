import { deliveryUrge } from './logistics/delivery-urge.ts'
import { getLogisticsInfos } from './logistics/get-logistics-infos.ts'
import { getLogisticsTraceInfo } from './logistics/get-logistics-trace-info.ts'
import { getOutOrderId } from './logistics/get-out-order-id.ts'
import { logisticsCompanyLists } from './logistics/logistics-company-list.ts'
import { addRelation } from './product/add-relation.ts'
import { categoryGet } from './product/category-get.ts'
import { categoryGetById } from './product/category-get-by-id.ts'
import { categoryGetByKeyword } from './product/category-get-by-keyword.ts'
import { freightEstimate } from './product/freight-estimate.ts'
import { imageQuery } from './product/image-query.ts'
import { imageUpload } from './product/image-upload.ts'
import { keywordNavigation } from './product/keyword-navigation.ts'
import { keywordQuery } from './product/keyword-query.ts'
import { offerRecommend } from './product/offer-recommend.ts'
import { poolProductPull, poolProductTotal } from './product/product-pool.ts'
import { queryProductDetail } from './product/query-product-detail.ts'
import { querySellerOfferList } from './product/query-seller-offer-list.ts'
import { relatedRecommend } from './product/related-recommend.ts'
import { removeRelation } from './product/remove-relation.ts'
import { similarOfferSearch } from './product/similar-offer-search.ts'
import { topKeyword } from './product/top-keyword.ts'
import { topList } from './product/top-list.ts'
import type { Api } from './protocol/api.ts'
import { apiKey } from './protocol/dispatch.ts'
import { cursorMessageList } from './push/cursor-message-list.ts'
import { messageConfirm } from './push/message-confirm.ts'
import { queryMessageList } from './push/query-message-list.ts'
import { arbitrationApply } from './refund/arbitration-apply.ts'
import { cancelRefund } from './refund/cancel-refund.ts'
import { createRefund } from './refund/create-refund.ts'
import { getMaxRefundFee } from './refund/get-max-refund-fee.ts'
import { getRefundReasonList } from './refund/get-refund-reason-list.ts'
import { queryBatchRefund } from './refund/query-batch-refund.ts'
import { queryOrderRefund } from './refund/query-order-refund.ts'
import { queryOrderRefundList } from './refund/query-order-refund-list.ts'
import { queryRefundOperations } from './refund/query-refund-operations.ts'
import { refundAddressGet } from './refund/refund-address-get.ts'
import { returnGoods } from './refund/return-goods.ts'
import { uploadRefundVoucher } from './refund/upload-refund-voucher.ts'
import { currentTime } from './system/current-time.ts'
import { subAccountAdd, subAccountCancel, subAccountList } from './system/sub-accounts.ts'
import { addFeedback } from './trade/add-feedback.ts'
import { addressCodeParse } from './trade/address-code-parse.ts'
import { addressParseText } from './trade/address-parse-text.ts'
import { buyerDelete } from './trade/buyer-delete.ts'
import { cancelTrade } from './trade/cancel.ts'
import { createCrossOrder } from './trade/create-cross-order.ts'
import { createOrderPreview } from './trade/create-order-preview.ts'
import { fastCreateOrder } from './trade/fast-create-order.ts'
import { getBuyerOrderList } from './trade/get-buyer-order-list.ts'
import { getBuyerView } from './trade/get-buyer-view.ts'
import { groupPayUrl } from './trade/group-pay-url.ts'
import { memoAdd } from './trade/memo-add.ts'
import { orderPayAnalysis } from './trade/order-pay-analysis.ts'
import { orderRelationWrite } from './trade/order-relation-write.ts'
import { orderSync } from './trade/order-sync.ts'
import { payUrls } from './trade/pay-url.ts'
import { payWayQuery } from './trade/pay-way-query.ts'
import { protocolPayIsOpen } from './trade/protocol-pay-is-open.ts'
import { protocolPayPrepare } from './trade/protocol-pay-prepare.ts'
import { receiveAddressGet } from './trade/receive-address-get.ts'
import { receiveAddressUpdate } from './trade/receive-address-update.ts'
import { receiveGoodsConfirm } from './trade/receive-goods-confirm.ts'

const ALL: readonly Api[] = [
  currentTime,
  keywordQuery,
  imageUpload,
  imageQuery,
  queryProductDetail,
  querySellerOfferList,
  offerRecommend,
  relatedRecommend,
  categoryGetById,
  categoryGetByKeyword,
  freightEstimate,
  addRelation,
  removeRelation,
  createOrderPreview,
  createCrossOrder,
  getBuyerView,
  getBuyerOrderList,
  cancelTrade,
  memoAdd,
  addFeedback,
  receiveGoodsConfirm,
  protocolPayIsOpen,
  protocolPayPrepare,
  ...payUrls,
  payWayQuery,
  receiveAddressGet,
  addressCodeParse,
  orderRelationWrite,
  getLogisticsInfos,
  getLogisticsTraceInfo,
  ...logisticsCompanyLists,
  deliveryUrge,
  getOutOrderId,
  getRefundReasonList,
  getMaxRefundFee,
  uploadRefundVoucher,
  createRefund,
  returnGoods,
  cancelRefund,
  queryOrderRefund,
  queryOrderRefundList,
  queryBatchRefund,
  queryRefundOperations,
  refundAddressGet,
  queryMessageList,
  cursorMessageList,
  messageConfirm,
  keywordNavigation,
  topKeyword,
  topList,
  poolProductPull,
  poolProductTotal,
  similarOfferSearch,
  categoryGet,
  fastCreateOrder,
  buyerDelete,
  receiveAddressUpdate,
  groupPayUrl,
  orderPayAnalysis,
  addressParseText,
  orderSync,
  arbitrationApply,
  subAccountAdd,
  subAccountCancel,
  subAccountList,
]

/** Namespace and name together -> API: the same name under another namespace is unsupported. */
export const APIS: ReadonlyMap<string, Api> = new Map(ALL.map((api) => [apiKey(api.namespace, api.name), api]))
