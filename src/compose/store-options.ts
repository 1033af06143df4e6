import type { Config } from '../config.ts'
import type { ObjectStoreOptions } from '../files/object-store.ts'

/** Where files lie: a bucket when one is configured, else a folder. */
export function storeOptions({ files: { s3, folder } }: Pick<Config, 'files'>): ObjectStoreOptions {
  return s3 === undefined ? { kind: 'folder', folder } : { kind: 's3', ...s3, pathStyle: true }
}
