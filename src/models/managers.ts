/**
 * When a session manager learns of a change, and when it serializes.
 * Source of each row: facts on replication semantics, measured on Tomcat 9 to 11, read in the source of the others.
 */

/**
 * SET_END: a set or remove marks the attribute, serialized when the request ends. SET_EAGER: serialized inside the set.
 * GET: reading a mutable value marks it. ALL: the whole session is stored after each request. HASH: stored when its bytes
 * differ. NONE: nothing is replicated at all, so no single mutation is what is lost.
 */
export type ReplicationModel = 'SET_END' | 'SET_EAGER' | 'GET' | 'ALL' | 'HASH' | 'NONE';

export interface ManagerModel {
  readonly name: string;
  readonly replication: ReplicationModel;
  /** True where committing the response (redirect, flush, include) stores what was set so far. */
  readonly savesAtCommit: boolean;
  readonly title: string;
}
