/** Signals in XML: Tomcat's and Liberty's configuration and the vendors' own deployment descriptors. */
import { basename, dirname } from 'node:path';
import type { XmlElement } from '@rgrove/parse-xml';
import type { ProjectCache } from './project-cache.ts';
import { weights, type SessionSignal } from './session-signal.ts';
import {
  attributeOf,
  childNamed,
  childText,
  elementsNamed,
  elementsOf,
  lineAt,
  localName,
  readXml,
} from './xml-document.ts';

interface Document {
  readonly file: string;
  readonly text: string;
  readonly root: XmlElement;
}

type Reader = (document: Document, weight: number) => SessionSignal | undefined;

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:context|server)\.xml$/i, readServerOrContext],
  [/^web\.xml$/i, readWebXml],
  [/^(?:jboss-web|distributable-web)\.xml$/i, readJboss],
  [/^standalone[\w.-]*\.xml$/i, readWildFly],
  [/^(?:glassfish|sun|payara)-web\.xml$/i, readGlassFish],
  [/^weblogic\.xml$/i, readWebLogic],
  [/^jetty[\w.-]*\.xml$/i, readJetty],
  [/^ibm-web-ext\.xm[il]$/i, (document) => signal('websphere', weights.container, document, document.root)],
];

/** Tomcat's managers by class. Each says which record describes it, from its attributes and from what stands around it. */
const TOMCAT_MANAGERS: readonly (readonly [RegExp, (manager: XmlElement, root: XmlElement) => string | undefined])[] = [
  [/^org\.apache\.catalina\.(?:ha|cluster)\.session\.DeltaManager$/, () => 'tomcat'],
  [/^org\.apache\.catalina\.(?:ha|cluster)\.session\.BackupManager$/, () => 'tomcat-backup'],
  // Without the valve it replicates nothing between requests: no signal, so that what is said holds for a cluster to come.
  [
    /^org\.apache\.catalina\.session\.PersistentManager$/,
    (_, root) => (hasPersistentValve(root) ? 'tomcat-persistent' : undefined),
  ],
  [/^org\.redisson\.(?:\w+\.)*RedissonSessionManager$/, redissonMode],
  [/^de\.javakaffee\.web\.msm\.\w+$/, () => 'memcached-session-manager'],
  [/^com\.(?:orangefunction|radiadesign)\.(?:\w+\.)*RedisSessionManager$/, () => 'tomcat-redis'],
  [
    /^com\.hazelcast\.session\.HazelcastSessionManager$/,
    (manager) => (isFalse(attributeOf(manager, 'deferredWrite')) ? 'hazelcast-tomcat-eager' : 'hazelcast-tomcat'),
  ],
];

/** The signal of one file, if its name and its content say anything. */
export function serverSignal(file: string, cache: ProjectCache): SessionSignal | undefined {
  const reader = READERS.find(([name]) => name.test(basename(file)))?.[1];
  const xml = reader && readXml(file, cache);
  if (!reader || xml?.ok !== true) return undefined;
  const own = /^(?:META-INF|WEB-INF)$/i.test(basename(dirname(file)));
  const weight = own ? weights.applicationDescriptor : weights.serverConfiguration;
  return reader({ file, text: xml.text, root: xml.root }, weight);
}

function signal(manager: string, weight: number, { file, text }: Document, element: XmlElement): SessionSignal {
  return { manager, weight, evidence: { file, ...lineAt(text, element.start) } };
}

/** Both servers call their file server.xml. Only Liberty's has features. */
function readServerOrContext(document: Document, weight: number): SessionSignal | undefined {
  const liberty = localName(document.root.name) === 'server';
  return liberty ? readLiberty(document, weight) : readTomcat(document, weight);
}

function readTomcat(document: Document, weight: number): SessionSignal | undefined {
  for (const element of elementsNamed(document.root, 'Manager')) {
    const className = attributeOf(element, 'className');
    if (className === undefined) continue;
    const choose = TOMCAT_MANAGERS.find(([name]) => name.test(className))?.[1];
    const manager = choose?.(element, document.root);
    if (manager !== undefined) return signal(manager, weight, document, element);
  }
  for (const element of elementsNamed(document.root, 'Cluster')) {
    // Its default manager is the DeltaManager.
    if ((attributeOf(element, 'className') ?? '').endsWith('.SimpleTcpCluster'))
      return signal('tomcat', weight, document, element);
  }
  return undefined;
}

function hasPersistentValve(root: XmlElement): boolean {
  return [...elementsNamed(root, 'Valve')].some(
    (valve) => attributeOf(valve, 'className') === 'org.apache.catalina.valves.PersistentValve',
  );
}

function redissonMode(manager: XmlElement): string {
  if (attributeOf(manager, 'updateMode')?.toUpperCase() !== 'AFTER_REQUEST') return 'redisson';
  const inMemory = attributeOf(manager, 'readMode')?.toUpperCase() === 'MEMORY';
  return inMemory ? 'redisson-memory-after-request' : 'redisson-after-request';
}

function readLiberty(document: Document, weight: number): SessionSignal | undefined {
  for (const name of ['httpSessionCache', 'httpSessionDatabase']) {
    for (const element of elementsNamed(document.root, name)) {
      const contents = attributeOf(element, 'writeContents')?.toUpperCase();
      const all = contents === 'ALL_SESSION_ATTRIBUTES';
      const manager = all ? 'liberty-all' : contents === 'GET_AND_SET_ATTRIBUTES' ? 'liberty-get-and-set' : 'liberty';
      return signal(manager, weight, document, element);
    }
  }
  for (const feature of elementsNamed(document.root, 'feature')) {
    if (/^session(?:Cache|Database)-/i.test(feature.text.trim())) return signal('liberty', weight, document, feature);
  }
  return undefined;
}

/** The filter of Hazelcast's web session module replaces the session, as Spring Session's does. */
function readWebXml(document: Document): SessionSignal | undefined {
  for (const filter of elementsNamed(document.root, 'filter')) {
    if (childText(filter, 'filter-class') !== 'com.hazelcast.web.WebFilter') continue;
    const deferred = [...elementsNamed(filter, 'init-param')].some(
      (param) => childText(param, 'param-name') === 'deferred-write' && isTrue(childText(param, 'param-value')),
    );
    return signal(deferred ? 'hazelcast-deferred' : 'hazelcast', weights.replacingFilter, document, filter);
  }
  return undefined;
}

/**
 * Many applications carry a jboss-web.xml for its context root alone, whatever they are deployed on, and WildFly's model
 * silences what is lost elsewhere: the descriptor has to speak of replication.
 */
function readJboss(document: Document, weight: number): SessionSignal | undefined {
  const { root } = document;
  const trigger = childOfAny(root, 'replication-trigger');
  if (trigger) {
    const asked = trigger.text.trim().toUpperCase();
    return signal(asked === 'SET' ? 'jboss-set' : 'jboss-set-and-get', weight, document, trigger);
  }
  const spoken =
    (localName(root.name) === 'distributable-web' ? root : undefined) ??
    childOfAny(root, 'replication-config') ??
    childNamed(root, 'distributable') ??
    childNamed(root, 'distributable-web');
  return spoken && signal('wildfly', weight, document, spoken);
}

/** A configuration whose profile has the subsystem that replicates web sessions, in its older or newer form. */
function readWildFly(document: Document, weight: number): SessionSignal | undefined {
  for (const element of elementsOf(document.root)) {
    const replicates =
      (localName(element.name) === 'subsystem' &&
        (attributeOf(element, 'xmlns') ?? '').includes(':jboss:domain:distributable-web:')) ||
      (localName(element.name) === 'cache-container' && attributeOf(element, 'name') === 'web');
    // The plain profile has these subsystems, too, for sessions kept on the node; only a cluster has a stack of JGroups.
    const clustered = (): boolean =>
      [...elementsNamed(document.root, 'subsystem')].some((it) =>
        (attributeOf(it, 'xmlns') ?? '').includes(':jboss:domain:jgroups:'),
      );
    if (replicates && clustered()) return signal('wildfly', weight, document, element);
  }
  return undefined;
}

function readGlassFish(document: Document, weight: number): SessionSignal | undefined {
  const manager = childOfAny(document.root, 'session-manager');
  const type = manager && attributeOf(manager, 'persistence-type')?.toLowerCase();
  if (!manager || type === undefined || ['memory', 'file', 'cookie'].includes(type)) return undefined;
  if (type.startsWith('coherence')) return signal('coherence', weight, document, manager);
  const scope = [...elementsNamed(manager, 'property')].find((it) => attributeOf(it, 'name') === 'persistenceScope');
  const value = scope && attributeOf(scope, 'value')?.toLowerCase();
  const server = basename(document.file).toLowerCase().startsWith('payara') ? 'payara' : 'glassfish';
  const modified = value === 'modified-session' || value === 'modified-attribute';
  return signal(modified ? `${server}-${value}` : server, weight, document, scope ?? manager);
}

function readWebLogic(document: Document, weight: number): SessionSignal | undefined {
  const type = childOfAny(document.root, 'persistent-store-type');
  const value = type?.text.trim().toLowerCase() ?? 'memory';
  if (type && value.startsWith('coherence')) return signal('coherence', weight, document, type);
  if (type && value !== 'memory' && value !== 'file') return signal('weblogic', weight, document, type);
  return signal('weblogic', weights.container, document, type ?? document.root);
}

/** Jetty sets properties of its session handler and store by name. */
function readJetty(document: Document, weight: number): SessionSignal | undefined {
  let store: XmlElement | undefined;
  let period: XmlElement | undefined;
  for (const element of elementsOf(document.root)) {
    const name = attributeOf(element, 'name') ?? '';
    if (/^savePeriod(?:Sec)?$/i.test(name) && Number(element.text.trim()) > 0) period ??= element;
    const className = attributeOf(element, 'class') ?? '';
    if (
      /\.session\.(?:\w+\.)*\w*(?:SessionDataStore(?:Factory)?|SessionIdManager)$/.test(className) &&
      !/\.(?:Null|Default|Hash)\w+$/.test(className)
    ) {
      store ??= element;
    }
  }
  if (period) return signal('jetty-save-period', weight, document, period);
  return store && signal('jetty', weight, document, store);
}

function childOfAny(root: XmlElement, name: string): XmlElement | undefined {
  const found = elementsNamed(root, name).next();
  return found.done === true ? undefined : found.value;
}

function isTrue(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'true';
}

function isFalse(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'false';
}
