/** Valves and listeners of a cluster without which nothing is sent or heard. */
import type { XmlAttribute, XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, childrenNamed, childrenOf } from '../../languages/xml/query.ts';
import { clusterClass, isFlatClass, isInventedClass, isPlainValve } from '../../models/tomcat/class-index.ts';
import type { TomcatEngine } from '../topology/model.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import { clustersOf, type TomcatCluster } from './cluster.ts';
import { insertAfter, insertBefore, moveInto, setValue } from './edits.ts';
import { filterKinds, joinFlatFilter } from './filter.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { clearlyMeant } from './clearly-meant.ts';
import { classOf, valueOf } from './values.ts';

type ValveId =
  | 'noReplicationValve'
  | 'notClusterValve'
  | 'noSessionListener'
  | 'filterSwallows'
  | 'filterSwallowsPages'
  | 'filterSemicolon'
  | 'plainSingleSignOn';

export type ValveFinding = ConfigFinding<ValveId, 'suggestMove' | 'suggestClass' | 'suggestListener'>;

const REPLICATION_VALVE = /^org\.apache\.catalina\.(?:ha|cluster)\.tcp\.ReplicationValve$/;
const SESSION_LISTENER = /^org\.apache\.catalina\.(?:ha|cluster)\.session\.ClusterSessionListener$/;
const SINGLE_SIGN_ON = 'org.apache.catalina.authenticator.SingleSignOn';

export function valveFindings(file: TomcatFile): readonly ValveFinding[] {
  const clusters = clustersOf(file.document);
  const engines = file.document.kind === 'tomcat-server' ? enginesOf(file.document) : [];
  return [
    ...clusters.flatMap((cluster) => clusterFindings(cluster, file)),
    ...engines.flatMap((engine) => signOnFindings(engine, clusters)),
  ];
}

function clusterFindings(cluster: TomcatCluster, file: TomcatFile): readonly ValveFinding[] {
  const { valves, element, level, engine, host } = cluster;
  const container = (level === 'Engine' ? engine : (host ?? engine)).element;
  const plain = valves.flatMap((valve): ValveFinding[] => {
    const className = classOf(valve);
    if (className === undefined || className === null || !isPlainValve(className)) return [];
    const data = { className, container: container.name };
    const edits = [...moveBefore(file.text, valve, element)];
    return [
      {
        id: 'notClusterValve',
        range: valve.nameRange,
        data,
        suggest: { id: 'suggestMove', data: { container: container.name }, edits },
      },
    ];
  });
  const filters = valves.flatMap((valve) => filterFindings(valve, cluster, file));
  return [...plain, ...filters, ...sendingFindings(cluster, file), ...listenerFindings(cluster, file)];
}

function moveBefore(text: string, valve: XmlElement, cluster: XmlElement) {
  const [removal] = moveInto(text, valve, cluster);
  return removal === undefined ? [] : [insertBefore(text, cluster, text.slice(...valve.range)), removal];
}

/** Tomcat adds its own valves only where the list is empty (SimpleTcpCluster.checkDefaults). */
function sendingFindings(
  { valves, element, complete, family }: TomcatCluster,
  { text }: TomcatFile,
): readonly ValveFinding[] {
  if (!complete || family === 'unknown' || family === 'mixed') return [];
  const classes = valves.map(classOf);
  // Someone else's valve, or one that is filled in later, may be the one that sends; so is one whose name is misspelled meant
  // to, which is a finding of its own.
  if (
    isMisspelled(element, 'Valve') ||
    classes.some((name) => name === undefined || name === null || isForeign(name))
  ) {
    return [];
  }
  const ofCluster = valves.filter((valve) => clusterClass(classOf(valve))?.element === 'Valve');
  const last = ofCluster.at(-1);
  if (last === undefined || classes.some((name) => REPLICATION_VALVE.test(name ?? ''))) return [];
  const name = `org.apache.catalina.${family === 'flat' ? 'cluster' : 'ha'}.tcp.ReplicationValve`;
  const data = { valve: shortName(classOf(last) ?? '') };
  const edits = [insertBefore(text, ofCluster[0] ?? last, `<Valve className="${name}" filter=""/>`)];
  return [{ id: 'noReplicationValve', range: element.nameRange, data, fix: edits }];
}

/** An element of another name that was probably meant to be one of this. */
function isMisspelled(parent: XmlElement, name: string): boolean {
  return childrenOf(parent).some((child) => child.name !== name && clearlyMeant(child.name, [name]) !== undefined);
}

function isForeign(name: string): boolean {
  return clusterClass(name) === undefined && !isPlainValve(name);
}

function shortName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

/** Its own listener, too, Tomcat adds only where the list is empty. A BackupManager hears by its map, and needs none. */
function listenerFindings(cluster: TomcatCluster, { text }: TomcatFile): readonly ValveFinding[] {
  const { listeners, manager, element, complete, family } = cluster;
  if (!complete || family === 'unknown' || family === 'mixed') return [];
  const last = listeners.at(-1);
  const classes = listeners.map(classOf);
  if (last === undefined || isMisspelled(element, 'ClusterListener')) return [];
  if (classes.some((name) => name === null || name === undefined || isInventedClass(name))) return [];
  if (classes.some((name) => SESSION_LISTENER.test(name ?? ''))) return [];
  const managerClass = managerOf(cluster, manager);
  if (managerClass === null || !/\.(?:ha|cluster)\.session\.DeltaManager$/.test(managerClass)) return [];
  const name = `org.apache.catalina.${family === 'flat' ? 'cluster' : 'ha'}.session.ClusterSessionListener`;
  const data = { listener: shortName(classOf(last) ?? '') };
  const edits = [insertAfter(text, last, `<ClusterListener className="${name}"/>`)];
  // Someone else's may be made from Tomcat's, and two would apply each change twice.
  const foreign = classes.some((listed) => clusterClass(listed) === undefined);
  const repair = foreign ? { suggest: { id: 'suggestListener', data: {}, edits } as const } : { fix: edits };
  return [{ id: 'noSessionListener', range: element.nameRange, data, ...repair }];
}

/** DeltaManager when none is named; null when it is not known. */
function managerOf({ element, family }: TomcatCluster, manager: XmlElement | undefined): string | null {
  if (family === 'flat') {
    const named = valueOf(element, 'managerClassName');
    if (named.state === 'absent') return 'org.apache.catalina.cluster.session.DeltaManager';
    return named.state === 'literal' ? named.value : null;
  }
  return manager === undefined ? 'org.apache.catalina.ha.session.DeltaManager' : (classOf(manager) ?? null);
}

function filterFindings(valve: XmlElement, { family }: TomcatCluster, file: TomcatFile): readonly ValveFinding[] {
  if (!REPLICATION_VALVE.test(classOf(valve) ?? '')) return [];
  const known = valueOf(valve, 'filter');
  if (known.state !== 'literal' || known.value.trim() === '') return [];
  const { attribute, value } = known;
  const flat = isFlatClass(classOf(valve) ?? '') || family === 'flat';
  // A list with semicolons was split up to 7.0.5; from 7.0.8 on it is one expression, which matches no request.
  const mayBeList = flat || file.generations.every((generation) => generation <= '6.0' && generation.length === 3);
  if (!mayBeList && value.includes(';')) {
    const joined = joinFlatFilter(value);
    return [{ id: 'filterSemicolon', range: attribute.range, data: { joined }, fix: [setValue(attribute, joined)] }];
  }
  return swallowFindings(attribute, value, mayBeList);
}

function swallowFindings(attribute: XmlAttribute, value: string, isList: boolean): readonly ValveFinding[] {
  const { all, pages } = filterKinds(value, isList);
  const range = attribute.range;
  if (all !== null) return [{ id: 'filterSwallows', range, data: { pattern: all } }];
  return pages === null
    ? []
    : [{ id: 'filterSwallowsPages', range, data: { pattern: pages.pattern, example: pages.example } }];
}

/** SingleSignOn beside or above an active cluster: who signed on at one node is a stranger at the next. */
function signOnFindings(engine: TomcatEngine, clusters: readonly TomcatCluster[]): readonly ValveFinding[] {
  const own = clusters.filter((cluster) => cluster.engine.element === engine.element);
  const containers = [engine.element, ...engine.hosts.map(({ element }) => element)];
  return containers.flatMap((container) => {
    const covering = own.find(
      ({ level, host }) => level === 'Engine' || host?.element === container || container === engine.element,
    );
    if (covering === undefined) return [];
    return childrenNamed(container, 'Valve')
      .filter((valve) => classOf(valve) === SINGLE_SIGN_ON)
      .map((valve): ValveFinding => {
        const meant = `org.apache.catalina.${covering.family === 'flat' ? 'cluster' : 'ha'}.authenticator.ClusterSingleSignOn`;
        const attribute = attributeOf(valve, 'className');
        const edits = attribute === undefined ? [] : [setValue(attribute, meant)];
        const data = { container: container.name, meant };
        return {
          id: 'plainSingleSignOn',
          range: attribute?.valueRange ?? valve.nameRange,
          data,
          suggest: { id: 'suggestClass', data, edits },
        };
      });
  });
}
