/** Ids and instants that examples share, so that the document reads as one story. */
export const EXAMPLE = {
  partner: 'par_01kd5v3m8qf6mrx3e0c9h2t4za',
  quote: 'quo_01kd5v3m8qf6mrx3e0c9h2t4zb',
  order: 'ord_01kd5v3m8qf6mrx3e0c9h2t4zc',
  line: 'oln_01kd5v3m8qf6mrx3e0c9h2t4zd',
  parcel: 'pcl_01kd5v3m8qf6mrx3e0c9h2t4ze',
  inspection: 'ins_01kd5v3m8qf6mrx3e0c9h2t4zf',
  lot: 'lot_01kd5v3m8qf6mrx3e0c9h2t4zg',
  shipment: 'shp_01kd5v3m8qf6mrx3e0c9h2t4zh',
  refund: 'rfc_01kd5v3m8qf6mrx3e0c9h2t4zj',
  file: 'fil_01kd5v3m8qf6mrx3e0c9h2t4zk',
  event: 'evt_01kd5v3m8qf6mrx3e0c9h2t4zm',
  group: 'grp_01kd5v3m8qf6mrx3e0c9h2t4zn',
  product: 'prd_612345678901',
  sku: 'sku_b266e0726506185beaf205cbae88530d',
  at: '2026-11-22T01:02:03.000Z',
  later: '2026-11-22T01:32:03.000Z',
} as const
