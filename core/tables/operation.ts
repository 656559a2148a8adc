/** How rows are taken in: `delete` takes out the rows whose keys are given. */
export type TableOperation = 'insert' | 'upsert' | 'delete' | 'overwrite';
