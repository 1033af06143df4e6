/** The gateway dispatches on namespace and name together: a wrong namespace looks like an API that is gone (spec 2.0). */
export const CROSS_BORDER = 'com.alibaba.fenxiao.crossborder'
export const FENXIAO = 'com.alibaba.fenxiao'
export const TRADE = 'com.alibaba.trade'
export const LOGISTICS = 'com.alibaba.logistics'
export const PUSH = 'cn.alibaba.open'
