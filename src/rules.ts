/** Every rule by its id. */
import clusterAttributes from '../rules/cluster-attributes.ts';
import clusterClasses from '../rules/cluster-classes.ts';
import clusterInterceptors from '../rules/cluster-interceptors.ts';
import clusterManager from '../rules/cluster-manager.ts';
import clusterMembership from '../rules/cluster-membership.ts';
import clusterPeers from '../rules/cluster-peers.ts';
import clusterPlacement from '../rules/cluster-placement.ts';
import clusterValves from '../rules/cluster-valves.ts';
import distributableFragments from '../rules/distributable-fragments.ts';
import effectiveAffinity from '../rules/effective-affinity.ts';
import jvmRoute from '../rules/jvm-route.ts';
import noLostMutation from '../rules/no-lost-mutation.ts';
import noMutationAfterSet from '../rules/no-mutation-after-set.ts';
import requireAffinity from '../rules/require-affinity.ts';
import requireDistributable from '../rules/require-distributable.ts';
import validDistributable from '../rules/valid-distributable.ts';
import type { SessionRule } from './create-rule.ts';

export const rules: Readonly<Record<string, SessionRule>> = {
  'cluster-attributes': clusterAttributes,
  'cluster-classes': clusterClasses,
  'cluster-interceptors': clusterInterceptors,
  'cluster-manager': clusterManager,
  'cluster-membership': clusterMembership,
  'cluster-peers': clusterPeers,
  'cluster-placement': clusterPlacement,
  'cluster-valves': clusterValves,
  'distributable-fragments': distributableFragments,
  'effective-affinity': effectiveAffinity,
  'jvm-route': jvmRoute,
  'no-lost-mutation': noLostMutation,
  'no-mutation-after-set': noMutationAfterSet,
  'require-affinity': requireAffinity,
  'require-distributable': requireDistributable,
  'valid-distributable': validDistributable,
};
