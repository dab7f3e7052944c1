/** Session stores outside of the servers: with one, Tomcat's own replication is not needed. */
import { attributeValue, childNamed } from '../../languages/xml/query.ts';
import { findManager } from '../../models/manager-records.ts';
import type { ProjectCache } from '../project-cache.ts';
import { detectSessionManager } from '../session-manager.ts';
import { evidenceAt } from './documents.ts';
import type { ExternalStore, TomcatContext } from './model.ts';

/** Managers of src/models/manager-records.ts that are containers' own, and rely on what their descriptors say. */
const CONTAINERS_OWN = /^(?:tomcat(?:-backup|-standard)?$|wildfly|jboss|liberty|websphere|weblogic|glassfish|payara)/;

/** The store that is configured for the application that `path` belongs to. */
export function externalStoreOf(path: string, cache: ProjectCache): ExternalStore | undefined {
  const { manager, evidence } = detectSessionManager(path, cache);
  if (evidence === null || CONTAINERS_OWN.test(manager)) return undefined;
  return { title: findManager(manager)?.title ?? manager, evidence };
}

/**
 * A manager in a context that is none of Tomcat's own keeps sessions in some store, known or not; so does Tomcat's
 * PersistentManager with a Store.
 */
export function storeInContext(context: TomcatContext): ExternalStore | undefined {
  const { manager } = context;
  const className = manager && attributeValue(manager, 'className');
  if (manager === undefined || className === undefined) return undefined;
  const ownClass = /^org\.apache\.catalina\.(?:session|ha|cluster)\./.test(className);
  if (ownClass && !(className.endsWith('.PersistentManager') && childNamed(manager, 'Store') !== undefined)) {
    return undefined;
  }
  return { title: className, evidence: evidenceAt(context, manager) };
}
