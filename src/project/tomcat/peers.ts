/**
 * Nodes of one cluster that disagree. One node is the measure, the first one by its path, and what differs is told where it
 * differs, so that a disagreement of two files is one finding.
 */
import { sep } from 'node:path';
import type { XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, childNamed, childrenNamed } from '../../languages/xml/query.ts';
import type { Range } from '../../languages/shared/syntax.ts';
import { isWithin } from '../file-access.ts';
import type { TomcatServer } from '../topology/model.ts';
import {
  clustersOf,
  membershipKind,
  multicastGroup,
  receiverPlace,
  staticInterceptors,
  type TomcatCluster,
} from './cluster.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { classOf, literal, numberOf } from './values.ts';

type PeerId =
  | 'managerMismatch'
  | 'levelMismatch'
  | 'hostNameMismatch'
  | 'groupMismatch'
  | 'sharedGroup'
  | 'portClash'
  | 'sameUniqueId'
  | 'contextMismatch';

export type PeerFinding = ConfigFinding<PeerId, never>;

/** A file of a peer, read as a cluster. */
interface Node {
  readonly path: string;
  /** As it is shown in messages. */
  readonly name: string;
  readonly root: XmlElement | undefined;
  readonly clusters: readonly TomcatCluster[];
}

export interface PeersInput {
  readonly file: TomcatFile;
  readonly peers: readonly TomcatServer[];
  /** Servers of other clusters, when the user has told which those are. */
  readonly strangers: readonly TomcatServer[];
  /** Of the tree; paths in messages are relative to it. */
  readonly root: string;
}

export function peerFindings({ file, peers, strangers, root }: PeersInput): readonly PeerFinding[] {
  const own = nodeOf(file, root);
  const others = peers.map((peer) => nodeOf({ path: peer.file, document: peer.document }, root));
  const found: PeerFinding[] = [];
  // Only a node with a cluster can be the measure, and only one that comes before.
  const measure = others.filter(({ path, clusters }) => path < own.path && clusters.length > 0).sort(byPath)[0];
  if (measure !== undefined && own.clusters.length > 0) found.push(...differences(own, measure));
  const before = others.filter(({ path }) => path < own.path).sort(byPath);
  for (const other of before) {
    found.push(...clashes(own, other));
    if (found.some(({ id }) => id === 'portClash')) break;
  }
  const apart = strangers.map((server) => nodeOf({ path: server.file, document: server.document }, root));
  return [...found, ...sharedGroups(own, apart)];
}

function nodeOf({ path, document }: Pick<TomcatFile, 'path' | 'document'>, root: string): Node {
  const name =
    isWithin(path, root) && path !== root
      ? path
          .slice(root.length + 1)
          .split(sep)
          .join('/')
      : path;
  return { path, name, root: document.root, clusters: clustersOf(document) };
}

function byPath(left: Node, right: Node): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}

function differences(own: Node, other: Node): readonly PeerFinding[] {
  const [mine] = own.clusters;
  const [theirs] = other.clusters;
  if (mine === undefined || theirs === undefined) return [];
  const single = own.clusters.length === 1 && other.clusters.length === 1;
  if (single && mine.level !== theirs.level) {
    const data = { level: mine.level, other: theirs.level, peer: other.name };
    return [{ id: 'levelMismatch', range: mine.element.nameRange, data }];
  }
  return [
    ...managerDifference(mine, theirs, other),
    ...hostDifference(mine, theirs, other),
    ...groupDifference(mine, theirs, other),
    ...contextDifferences(mine, theirs, other),
  ];
}

/** The class that makes the sessions, its default for none; null when it is not known. */
function managerClass({ manager, family, element }: TomcatCluster): string | null {
  if (family === 'flat') return literal(element, 'managerClassName') ?? null;
  if (manager !== undefined) return classOf(manager) ?? null;
  return family === 'layered' ? 'org.apache.catalina.ha.session.DeltaManager' : null;
}

function managerDifference(mine: TomcatCluster, theirs: TomcatCluster, other: Node): readonly PeerFinding[] {
  const [own, wanted] = [managerClass(mine), managerClass(theirs)];
  if (own === null || wanted === null || own === wanted) return [];
  const range =
    (mine.manager && attributeOf(mine.manager, 'className')?.valueRange) ??
    attributeOf(mine.element, 'managerClassName')?.valueRange ??
    mine.element.nameRange;
  return [{ id: 'managerMismatch', range, data: { own: shortName(own), wanted: shortName(wanted), peer: other.name } }];
}

function shortName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

/** Sessions of an Engine's cluster go by `host#context`; those of a Host's cluster by the context alone. */
function hostDifference(mine: TomcatCluster, theirs: TomcatCluster, other: Node): readonly PeerFinding[] {
  if (mine.level !== 'Engine' || theirs.level !== 'Engine') return [];
  const names = ({ engine }: TomcatCluster) =>
    engine.hosts.map(({ element }) => literal(element, 'name')?.toLowerCase());
  const [own, wanted] = [names(mine), names(theirs)];
  const [first] = mine.engine.hosts;
  if (first === undefined || wanted.length === 0) return [];
  // One host in common, or one that is filled in later, and the others may be meant.
  if ([...own, ...wanted].includes(undefined) || own.some((name) => wanted.includes(name))) return [];
  const range = attributeOf(first.element, 'name')?.valueRange ?? first.element.nameRange;
  return [{ id: 'hostNameMismatch', range, data: { own: own[0] ?? '', wanted: wanted[0] ?? '', peer: other.name } }];
}

function groupDifference(mine: TomcatCluster, theirs: TomcatCluster, other: Node): readonly PeerFinding[] {
  const kinds = [membershipKind(mine), membershipKind(theirs)];
  if (
    kinds.some((kind) => kind !== 'multicast') ||
    [mine, theirs].some((cluster) => staticInterceptors(cluster).length > 0)
  ) {
    return [];
  }
  const [own, wanted] = [multicastGroup(mine), multicastGroup(theirs)];
  const differs = isDifferent(own.address, wanted.address) || isDifferent(own.port, wanted.port);
  if (!differs || [own, wanted].some(({ address, port }) => address === undefined || port === undefined)) return [];
  const range = groupRange(
    mine,
    isDifferent(own.address, wanted.address) ? ['address', 'mcastAddr'] : ['port', 'mcastPort'],
  );
  const data = { own: groupName(own), wanted: groupName(wanted), peer: other.name };
  return [{ id: 'groupMismatch', range, data }];
}

function isDifferent<T>(left: T | undefined, right: T | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

function groupName({ address, port }: { address: string | undefined; port: number | undefined }): string {
  return `${address ?? '?'}:${port ?? '?'}`;
}

function groupRange({ membership, element }: TomcatCluster, names: readonly string[]): Range {
  if (membership === undefined) return element.nameRange;
  const attribute = names.map((name) => attributeOf(membership, name)).find((found) => found !== undefined);
  return attribute?.range ?? membership.nameRange;
}

/** One docBase under two context paths or versions: the managers have different names, and hear nothing of each other. */
function contextDifferences(mine: TomcatCluster, theirs: TomcatCluster, other: Node): readonly PeerFinding[] {
  const theirContexts = theirs.engine.hosts.flatMap(({ contexts }) => contexts);
  return mine.engine.hosts
    .flatMap(({ contexts }) => contexts)
    .flatMap((context) => {
      const docBase = literal(context, 'docBase');
      const path = literal(context, 'path');
      if (docBase === undefined || path === undefined) return [];
      const same = theirContexts.filter((candidate) => literal(candidate, 'docBase') === docBase);
      const paths = same.map((candidate) => literal(candidate, 'path'));
      if (paths.length === 0 || paths.includes(undefined) || paths.includes(path)) return [];
      const range = attributeOf(context, 'path')?.range ?? context.nameRange;
      return [
        {
          id: 'contextMismatch' as const,
          range,
          data: { docBase, own: path, wanted: paths[0] ?? '', peer: other.name },
        },
      ];
    });
}

function clashes(own: Node, other: Node): readonly PeerFinding[] {
  const found: PeerFinding[] = [];
  for (const mine of own.clusters) {
    for (const theirs of other.clusters) {
      found.push(...portClash(mine, theirs, { own, other }), ...uniqueIdClash(mine, theirs, other));
    }
  }
  return found;
}

function portClash(
  mine: TomcatCluster,
  theirs: TomcatCluster,
  { own, other }: { own: Node; other: Node },
): readonly PeerFinding[] {
  const [left, right] = [receiverPlace(mine), receiverPlace(theirs)];
  const { receiver } = mine;
  if (receiver === undefined || left.port === undefined || left.port !== right.port || left.ports !== 1) return [];
  if (left.address === undefined || left.address !== right.address) return [];
  // The same address is the same machine; `auto` may be any, unless all other ports are set apart as well.
  if (left.address === 'auto' && !sharesMachine(own, other)) return [];
  const range = ['port', 'tcpListenPort']
    .map((name) => attributeOf(receiver, name)?.range)
    .find((found) => found !== undefined);
  return [{ id: 'portClash', range: range ?? receiver.nameRange, data: { port: String(left.port), peer: other.name } }];
}

/** Shutdown ports and connectors that differ throughout: on two machines nobody takes that trouble. */
function sharesMachine(own: Node, other: Node): boolean {
  const [mine, theirs] = [portsOf(own), portsOf(other)];
  if (mine.length === 0 || theirs.length === 0 || [...mine, ...theirs].includes(undefined)) return false;
  return mine.every((port) => !theirs.includes(port));
}

function portsOf({ root }: Node): readonly (number | undefined)[] {
  if (root === undefined) return [];
  const connectors = childrenNamed(root, 'Service').flatMap((service) => childrenNamed(service, 'Connector'));
  return [root, ...connectors].map((element) => numberOf(element, 'port', -1)).filter((port) => port !== -1);
}

function uniqueIdClash(mine: TomcatCluster, theirs: TomcatCluster, other: Node): readonly PeerFinding[] {
  const local = (cluster: TomcatCluster) => {
    const parents = [...(cluster.membership === undefined ? [] : [cluster.membership]), ...staticInterceptors(cluster)];
    return parents.flatMap((parent) => childNamed(parent, 'LocalMember') ?? []);
  };
  const [own] = local(mine);
  const [peer] = local(theirs);
  const attribute = own && attributeOf(own, 'uniqueId');
  if (attribute === undefined || literal(own, 'uniqueId') !== literal(peer, 'uniqueId')) return [];
  if (literal(own, 'uniqueId') === undefined) return [];
  return [{ id: 'sameUniqueId', range: attribute.range, data: { value: attribute.value, peer: other.name } }];
}

function sharedGroups(own: Node, strangers: readonly Node[]): readonly PeerFinding[] {
  for (const mine of own.clusters) {
    if (membershipKind(mine) !== 'multicast') continue;
    const group = multicastGroup(mine);
    if (group.address === undefined || group.port === undefined) continue;
    for (const stranger of strangers) {
      const meets = stranger.clusters.some((theirs) => {
        const other = multicastGroup(theirs);
        return membershipKind(theirs) === 'multicast' && other.address === group.address && other.port === group.port;
      });
      if (!meets) continue;
      const range = groupRange(mine, ['address', 'mcastAddr']);
      return [{ id: 'sharedGroup', range, data: { group: groupName(group), peer: stranger.name } }];
    }
  }
  return [];
}
