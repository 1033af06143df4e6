import sharp from 'sharp'
import type { Api } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'

const MAX_BYTES = 1024 * 1024

export const uploadRefundVoucher: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.uploadRefundVoucher',
  needsToken: true,
  required: ['imageData'],
  refuse: refuseInner,
  async handle({ world, params, files }) {
    const bytes = files.get('imageData') ?? Buffer.from(params.imageData ?? '', 'base64')
    if (bytes.length === 0 || bytes.length > MAX_BYTES) throw new BusinessError('4000', '图片大小不能超过1M')
    if ((await formatOf(bytes)) !== 'jpeg') throw new BusinessError('4000', '图片格式必须是JPG')
    return innerResult({ imageDomain: world.publicUrl, imageRelativeUrl: `img/voucher/${world.images.addVoucher(bytes)}.jpg` })
  },
}

async function formatOf(bytes: Buffer): Promise<string | null> {
  try {
    return (await sharp(bytes).metadata()).format
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
