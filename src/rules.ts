/** Every rule by its id. */
import noLostMutation from '../rules/no-lost-mutation.ts';
import noMutationAfterSet from '../rules/no-mutation-after-set.ts';
import type { SessionRule } from './create-rule.ts';

export const rules: Readonly<Record<string, SessionRule>> = {
  'no-lost-mutation': noLostMutation,
  'no-mutation-after-set': noMutationAfterSet,
};
