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
import keepSessionInfo from '../rules/keep-session-info.ts';
import noDetachedWrite from '../rules/no-detached-write.ts';
import noIneffectiveLogout from '../rules/no-ineffective-logout.ts';
import noLocalSessionState from '../rules/no-local-session-state.ts';
import noLostMutation from '../rules/no-lost-mutation.ts';
import noMutationAfterSet from '../rules/no-mutation-after-set.ts';
import noPerProcessSecret from '../rules/no-per-process-secret.ts';
import noProcessLocalStore from '../rules/no-process-local-store.ts';
import noReadModifyWrite from '../rules/no-read-modify-write.ts';
import noResave from '../rules/no-resave.ts';
import noStaleHandle from '../rules/no-stale-handle.ts';
import noWriteToCopy from '../rules/no-write-to-copy.ts';
import requireAffinity from '../rules/require-affinity.ts';
import requireCommit from '../rules/require-commit.ts';
import requireDistributable from '../rules/require-distributable.ts';
import requireStickySockets from '../rules/require-sticky-sockets.ts';
import saveBeforeRedirect from '../rules/save-before-redirect.ts';
import serializableAttribute from '../rules/serializable-attribute.ts';
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
  'keep-session-info': keepSessionInfo,
  'no-detached-write': noDetachedWrite,
  'no-ineffective-logout': noIneffectiveLogout,
  'no-local-session-state': noLocalSessionState,
  'no-lost-mutation': noLostMutation,
  'no-mutation-after-set': noMutationAfterSet,
  'no-per-process-secret': noPerProcessSecret,
  'no-process-local-store': noProcessLocalStore,
  'no-read-modify-write': noReadModifyWrite,
  'no-resave': noResave,
  'no-stale-handle': noStaleHandle,
  'no-write-to-copy': noWriteToCopy,
  'require-affinity': requireAffinity,
  'require-commit': requireCommit,
  'require-distributable': requireDistributable,
  'require-sticky-sockets': requireStickySockets,
  'save-before-redirect': saveBeforeRedirect,
  'serializable-attribute': serializableAttribute,
  'valid-distributable': validDistributable,
};
