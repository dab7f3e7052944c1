/** Every rule by its id. */
import noDetachedWrite from '../rules/no-detached-write.ts';
import noIneffectiveLogout from '../rules/no-ineffective-logout.ts';
import noLocalSessionState from '../rules/no-local-session-state.ts';
import noLostMutation from '../rules/no-lost-mutation.ts';
import noMutationAfterSet from '../rules/no-mutation-after-set.ts';
import noPerProcessSecret from '../rules/no-per-process-secret.ts';
import noProcessLocalStore from '../rules/no-process-local-store.ts';
import noStaleHandle from '../rules/no-stale-handle.ts';
import noWriteToCopy from '../rules/no-write-to-copy.ts';
import requireCommit from '../rules/require-commit.ts';
import serializableAttribute from '../rules/serializable-attribute.ts';
import type { SessionRule } from './create-rule.ts';

export const rules: Readonly<Record<string, SessionRule>> = {
  'no-detached-write': noDetachedWrite,
  'no-ineffective-logout': noIneffectiveLogout,
  'no-local-session-state': noLocalSessionState,
  'no-lost-mutation': noLostMutation,
  'no-mutation-after-set': noMutationAfterSet,
  'no-per-process-secret': noPerProcessSecret,
  'no-process-local-store': noProcessLocalStore,
  'no-stale-handle': noStaleHandle,
  'no-write-to-copy': noWriteToCopy,
  'require-commit': requireCommit,
  'serializable-attribute': serializableAttribute,
};
