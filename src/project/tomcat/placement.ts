/** Elements that Tomcat passes over because of where they stand or how they are written. */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { childNamed, childrenOf, parentElement, pathOf } from '../../languages/xml/query.ts';
import { clusterClass } from '../../models/tomcat/class-index.ts';
import type { Generations } from '../../models/tomcat/generations.ts';
import { CONTAINER_CHILDREN, ONLY_IN_CLUSTER } from '../../models/tomcat/grammar.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import { clustersOf, familyOf, membershipKind, multicastGroup, type TomcatCluster } from './cluster.ts';
import { moveInto, renameElement, wrapElement } from './edits.ts';
import type { ConfigFinding, Edit, Suggestion } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { clearlyMeant } from './clearly-meant.ts';
import { elementAt, grammarOf, isRead, namesIn, placeIn, rightPlaces } from './places.ts';
import { classOf } from './values.ts';

type PlacementId =
  | 'misplaced'
  | 'hostOnlyInOld'
  | 'wrongCase'
  | 'misspelled'
  | 'childMisplaced'
  | 'memberNotRead'
  | 'nestedCluster'
  | 'duplicate'
  | 'engineAndHost'
  | 'deployerOnEngine';

export type PlacementFinding = ConfigFinding<PlacementId, 'suggestMove' | 'suggestRename'>;

/** Paths at which Tomcat reads a `<Cluster>`. */
const CLUSTER_PATHS = new Set(['Server/Service/Engine', 'Server/Service/Engine/Host']);

export function placementFindings(file: TomcatFile): readonly PlacementFinding[] {
  const { document } = file;
  if (document.root === undefined) return [];
  if (document.kind !== 'tomcat-server' && document.kind !== 'tomcat-context') return [];
  const found: PlacementFinding[] = [];
  const waiting = [document.root];
  // What stands in an element that is passed over is passed over with it, and one finding is enough.
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const finding = nameFinding(next) ?? outsideFinding(next, file);
    if (finding !== undefined) found.push(finding);
    else if (next.name === 'Cluster') found.push(...insideFindings(next, file));
    else waiting.push(...childrenOf(next));
  }
  const clusters = clustersOf(document);
  return [...found, ...repeatedFindings(file), ...clusters.flatMap(levelFindings), ...twiceFindings(clusters)];
}

/** An element around the cluster, or the `<Cluster>`, in another case than Tomcat reads it. */
function nameFinding(element: XmlElement): PlacementFinding | undefined {
  const parent = parentElement(element);
  const known = parent && CONTAINER_CHILDREN[parent.name];
  if (known === undefined || known.includes(element.name)) return undefined;
  return caseFinding(element, known) ?? misspelledCluster(element, known);
}

function misspelledCluster(element: XmlElement, known: readonly string[]): PlacementFinding | undefined {
  if (!known.includes('Cluster') || clearlyMeant(element.name, ['Cluster']) === undefined) return undefined;
  return misspelled(element, 'Cluster');
}

function misspelled(element: XmlElement, meant: string): PlacementFinding {
  const data = { name: element.name, meant };
  const edits = renameElement(element, meant);
  return { id: 'misspelled', range: element.nameRange, data, suggest: { id: 'suggestRename', data, edits } };
}

function caseFinding(element: XmlElement, known: readonly string[]): PlacementFinding | undefined {
  const meant = known.find((name) => name.toLowerCase() === element.name.toLowerCase());
  if (meant === undefined) return undefined;
  const data = { name: element.name, meant };
  return { id: 'wrongCase', range: element.nameRange, data, fix: renameElement(element, meant) };
}

/** A `<Cluster>`, or what belongs into one, in a place where Tomcat does not read it. */
function outsideFinding(element: XmlElement, file: TomcatFile): PlacementFinding | undefined {
  const parent = parentElement(element);
  if (parent === undefined) return undefined;
  const { name } = element;
  if (name === 'Cluster') {
    if (CLUSTER_PATHS.has(pathOf(parent).join('/'))) return undefined;
    return {
      id: 'misplaced',
      range: element.nameRange,
      data: { parent: parent.name },
      suggest: moveCluster(element, file),
    };
  }
  const belongsInCluster =
    ONLY_IN_CLUSTER.includes(name) || (name === 'Manager' && (parent.name === 'Host' || parent.name === 'Engine'));
  const known = file.document.kind === 'tomcat-server' && CONTAINER_CHILDREN[parent.name] !== undefined;
  if (!belongsInCluster || !known) return undefined;
  const place = inWords(rightPlaces(name, file.generations));
  return { id: 'childMisplaced', range: element.nameRange, data: { name, parent: parent.name, place } };
}

/** Into the one Engine; into the one Host for the classes of 5.x, which no Engine took before 5.5.10. */
function moveCluster(element: XmlElement, { document, text }: TomcatFile): Suggestion<'suggestMove'> | undefined {
  const engines = enginesOf(document);
  const [engine] = engines;
  if (engine === undefined || engines.length > 1) return undefined;
  const [host] = engine.hosts;
  const target = familyOf(element) === 'flat' ? (engine.hosts.length === 1 ? host : undefined) : engine;
  if (target === undefined || engine.clusters.length > 0 || engine.hosts.some(({ clusters }) => clusters.length > 0)) {
    return undefined;
  }
  const data = { name: 'Cluster', target: target.element.name };
  return { id: 'suggestMove', data, edits: moveInto(text, element, target.element) };
}

function insideFindings(cluster: XmlElement, file: TomcatFile): readonly PlacementFinding[] {
  const generations = grammarOf(familyOf(cluster), file.generations);
  const inside = {
    cluster,
    generations,
    known: namesIn(generations),
    text: file.text,
    targets: new Map(),
    hasChannel: childNamed(cluster, 'Channel') !== undefined,
  };
  const found: PlacementFinding[] = [];
  const waiting = [...childrenOf(cluster)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const finding = insideFinding(next, inside);
    if (finding === undefined) waiting.push(...childrenOf(next));
    else found.push(finding);
  }
  return found;
}

interface Inside {
  readonly cluster: XmlElement;
  readonly generations: Generations;
  readonly known: ReadonlySet<string>;
  readonly text: string;
  /** Elements at places that were asked for. */
  readonly targets: Map<string, XmlElement | undefined>;
  readonly hasChannel: boolean;
}

function insideFinding(element: XmlElement, inside: Inside): PlacementFinding | undefined {
  const { cluster, generations, known } = inside;
  const { name } = element;
  if (name === 'Cluster') return { id: 'nestedCluster', range: element.nameRange, data: {} };
  const place = placeIn(cluster, element);
  if (isRead(name, place, generations)) return undefined;
  const readHere = [...known].filter((candidate) => isRead(candidate, place, generations));
  if (!known.has(name)) {
    const meant = clearlyMeant(name, readHere);
    if (meant === undefined) return undefined;
    if (meant.toLowerCase() === name.toLowerCase()) {
      const data = { name, meant };
      return { id: 'wrongCase', range: element.nameRange, data, fix: renameElement(element, meant) };
    }
    return misspelled(element, meant);
  }
  if (place === 'Channel/Membership') return { id: 'memberNotRead', range: element.nameRange, data: { name } };
  const places = rightPlaces(name, generations);
  return {
    id: 'childMisplaced',
    range: element.nameRange,
    data: { name, parent: parentElement(element)?.name ?? '', place: inWords(places) },
    suggest: moveChild(element, places, inside),
  };
}

/** To where it belongs, or, for the parts of a channel, into a channel that is made around it. */
function moveChild(
  element: XmlElement,
  places: readonly string[],
  inside: Inside,
): Suggestion<'suggestMove'> | undefined {
  const [place] = places;
  if (place === undefined || places.length > 1) return undefined;
  const { cluster, text } = inside;
  const target = targetAt(place, inside);
  const data = { name: element.name, target: target?.name ?? 'Channel' };
  if (target !== undefined && !isAround(element, target)) {
    return { id: 'suggestMove', data, edits: moveInto(text, element, target) };
  }
  if (place !== 'Channel' || inside.hasChannel || parentElement(element) !== cluster) return undefined;
  return { id: 'suggestMove', data, edits: [wrapInChannel(text, element)] };
}

function targetAt(place: string, { cluster, targets }: Inside): XmlElement | undefined {
  if (!targets.has(place)) targets.set(place, elementAt(cluster, place));
  return targets.get(place);
}

function isAround(outer: XmlElement, inner: XmlElement): boolean {
  for (let at: XmlElement | undefined = inner; at !== undefined; at = parentElement(at)) if (at === outer) return true;
  return false;
}

function wrapInChannel(text: string, element: XmlElement): Edit {
  return wrapElement(text, element, { name: 'Channel', className: 'org.apache.catalina.tribes.group.GroupChannel' });
}

function inWords(places: readonly string[]): string {
  const words = places.map((place) => `<${place === '' ? 'Cluster' : (place.split('/').at(-1) ?? '')}>`);
  return words.join(' or ');
}

/** All but the last of several in one container. */
function repeatedFindings({ document }: TomcatFile): readonly PlacementFinding[] {
  if (document.kind !== 'tomcat-server') return [];
  const containers = enginesOf(document).flatMap((engine) => [engine, ...engine.hosts]);
  return containers.flatMap(({ element, clusters }) =>
    clusters.slice(0, -1).map((cluster) => ({
      id: 'duplicate' as const,
      range: cluster.nameRange,
      data: { container: element.name },
    })),
  );
}

function levelFindings(cluster: TomcatCluster): readonly PlacementFinding[] {
  if (cluster.level === 'Host') return [];
  const found: PlacementFinding[] = [];
  if (cluster.family === 'flat' && !isFrom5510(cluster)) {
    found.push({ id: 'hostOnlyInOld', range: cluster.element.nameRange, data: {} });
  }
  const { deployer } = cluster;
  if (deployer !== undefined && clusterClass(classOf(deployer))?.element === 'Deployer') {
    found.push({ id: 'deployerOnEngine', range: deployer.nameRange, data: {} });
  }
  return found;
}

/** ClusterListener and the valves that came with it are read from 5.5.10 on, as is a `<Cluster>` in an Engine. */
function isFrom5510({ listeners, valves }: TomcatCluster): boolean {
  const isOld = (name: string | null | undefined) => clusterClass(name)?.exists.includes('5.0') === true;
  return listeners.length > 0 || valves.some((valve) => !isOld(classOf(valve)));
}

/** An Engine's cluster and a Host's in one multicast group: each takes the other for a node. */
function twiceFindings(clusters: readonly TomcatCluster[]): readonly PlacementFinding[] {
  return clusters
    .filter(({ level }) => level === 'Host')
    .filter((ofHost) =>
      clusters.some(
        (ofEngine) => ofEngine.level === 'Engine' && ofEngine.engine === ofHost.engine && meet(ofEngine, ofHost),
      ),
    )
    .map((ofHost) => ({
      id: 'engineAndHost' as const,
      range: ofHost.element.nameRange,
      data: { host: ofHost.host?.name ?? '' },
    }));
}

function meet(left: TomcatCluster, right: TomcatCluster): boolean {
  if (membershipKind(left) !== 'multicast' || membershipKind(right) !== 'multicast') return false;
  const [one, other] = [multicastGroup(left), multicastGroup(right)];
  if (one.address === undefined || one.port === undefined) return false;
  return one.address === other.address && one.port === other.port;
}
