/** Rows of one aggregate. Every write compares the version it read; a lost race throws `resource.version_mismatch`. */
export interface Repository<Row> {
  find(id: string): Promise<Row | undefined>
  /** Reads and locks the row until the transaction ends: the way to serialise two writers of one thing. */
  lock(id: string): Promise<Row | undefined>
  insert(row: Row): Promise<void>
  /** Saves every column where id and version match; answers the row with its next version. */
  update(row: Row): Promise<Row>
}
