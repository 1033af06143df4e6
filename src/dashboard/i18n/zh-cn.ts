import { zhCnBenches } from './zh-cn-benches.ts'
import { zhCnBooks } from './zh-cn-books.ts'
import { zhCnCodes } from './zh-cn-codes.ts'
import { zhCnOffice } from './zh-cn-office.ts'
import { zhCnPages } from './zh-cn-pages.ts'

/** Everything the app says in Chinese. */
export const zhCn = { ...zhCnPages, ...zhCnBenches, ...zhCnCodes, ...zhCnBooks, ...zhCnOffice }
