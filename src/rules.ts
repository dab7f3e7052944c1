/** Every rule by its id. */
import effectiveAffinity from '../rules/effective-affinity.ts';
import noLostMutation from '../rules/no-lost-mutation.ts';
import noMutationAfterSet from '../rules/no-mutation-after-set.ts';
import requireAffinity from '../rules/require-affinity.ts';
import type { SessionRule } from './create-rule.ts';

export const rules: Readonly<Record<string, SessionRule>> = {
  'effective-affinity': effectiveAffinity,
  'no-lost-mutation': noLostMutation,
  'no-mutation-after-set': noMutationAfterSet,
  'require-affinity': requireAffinity,
};
