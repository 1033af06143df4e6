import { enBenches } from './en-benches.ts'
import { enBooks } from './en-books.ts'
import { enCodes } from './en-codes.ts'
import { enOffice } from './en-office.ts'
import { enPages } from './en-pages.ts'

/** Everything the app says in English. */
export const en = { ...enPages, ...enBenches, ...enCodes, ...enBooks, ...enOffice }
