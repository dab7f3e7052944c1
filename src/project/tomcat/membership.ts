/** Nodes that can never meet, or that take themselves for another. */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { childNamed, parentElement } from '../../languages/xml/query.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import {
  clustersOf,
  isLoopback,
  membersOf,
  membershipKind,
  receiverPlace,
  staticInterceptors,
  type TomcatCluster,
} from './cluster.ts';
import { removeAttribute, removeElement, setValue } from './edits.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { groupFindings, type GroupId } from './multicast.ts';
import type { PeersPlace } from './peers-place.ts';
import { classOf, literal, numberOf, valueOf } from './values.ts';

type MembershipId =
  | 'loopbackReceiver'
  | 'loopbackWithPeers'
  | 'autoBindStatic'
  | 'staticSelf'
  | 'noLocalMember'
  | 'badUniqueId'
  | 'sameUniqueId'
  | 'memberParent'
  | 'membershipOff'
  | 'startOptionsStatic'
  | GroupId
  | 'multicastInContainer';

export type MembershipFinding = ConfigFinding<MembershipId, 'suggestAuto' | 'suggestRemoval' | 'suggestFixedPort'>;

export interface MembershipInput {
  readonly file: TomcatFile;
  /** What says that the server runs in containers, such as `k8s/` or `Dockerfile`; null when nothing does. */
  readonly containers: string | null;
  readonly peers: PeersPlace;
}

export function membershipFindings(input: MembershipInput): readonly MembershipFinding[] {
  const { document } = input.file;
  if (enginesOf(document).length === 0) return [];
  return clustersOf(document).flatMap((cluster) => [
    ...receiverFindings(cluster, input),
    ...staticFindings(cluster, input.file),
    ...startOptionsFindings(cluster, input.file),
    ...multicastFindings(cluster, input),
    ...groupFindings(cluster),
  ]);
}

function receiverFindings(cluster: TomcatCluster, { peers }: MembershipInput): readonly MembershipFinding[] {
  const { receiver } = cluster;
  const { addressName, address } = receiverPlace(cluster);
  const known = valueOf(receiver, addressName);
  if (known.state !== 'literal' || address === undefined || !isLoopback(address)) return [];
  // Several nodes on one machine, and meant so.
  if (peers === 'here' || (peers === 'unknown' && staysLocal(cluster))) return [];
  const data = { address: known.value, name: known.attribute.name };
  const suggest = { id: 'suggestAuto', data, edits: [setValue(known.attribute, 'auto')] } as const;
  const id = peers === 'elsewhere' || namesOthers(cluster) ? 'loopbackWithPeers' : 'loopbackReceiver';
  return [{ id, range: known.attribute.range, data, suggest }];
}

function memberHosts(cluster: TomcatCluster): readonly (string | undefined)[] {
  const parents = [...staticInterceptors(cluster), ...(cluster.membership === undefined ? [] : [cluster.membership])];
  return parents.flatMap(membersOf).map((member) => literal(member, 'host'));
}

function staysLocal(cluster: TomcatCluster): boolean {
  const hosts = memberHosts(cluster);
  return hosts.length > 0 && hosts.every((host) => host !== undefined && isLoopback(host));
}

function namesOthers(cluster: TomcatCluster): boolean {
  return memberHosts(cluster).some((host) => host !== undefined && !isLoopback(host));
}

function staticFindings(cluster: TomcatCluster, file: TomcatFile): readonly MembershipFinding[] {
  const { membership } = cluster;
  const kind = membershipKind(cluster);
  const interceptors = staticInterceptors(cluster);
  const found: MembershipFinding[] = interceptors.flatMap((interceptor) => selfFindings(interceptor, cluster, file));
  const parents = membership === undefined ? interceptors : [membership, ...interceptors];
  for (const parent of parents) found.push(...uniqueIdFindings(parent));
  if (membership !== undefined && kind === 'static') found.push(...localMemberFindings(membership, cluster));
  if (membership !== undefined && kind === 'multicast') {
    for (const member of [...membersOf(membership), childNamed(membership, 'LocalMember')]) {
      if (member !== undefined)
        found.push({ id: 'memberParent', range: member.nameRange, data: { name: member.name } });
    }
  }
  return [...found, ...autoBindFindings(cluster)];
}

/** The interceptor's list is of the others; the service's list must hold the node itself. */
function selfFindings(
  interceptor: XmlElement,
  cluster: TomcatCluster,
  { text }: TomcatFile,
): readonly MembershipFinding[] {
  const { address, port } = receiverPlace(cluster);
  if (address === undefined || address === 'auto' || port === undefined) return [];
  return membersOf(interceptor)
    .filter((member) => sameHost(literal(member, 'host'), address) && numberOf(member, 'port', -1) === port)
    .map((member) => ({
      id: 'staticSelf' as const,
      range: member.nameRange,
      data: { host: address, port: String(port) },
      suggest: { id: 'suggestRemoval', data: { name: 'Member' }, edits: [removeElement(text, member)] },
    }));
}

function sameHost(left: string | undefined, right: string): boolean {
  if (left === undefined) return false;
  return left.toLowerCase() === right.toLowerCase();
}

function localMemberFindings(membership: XmlElement, cluster: TomcatCluster): readonly MembershipFinding[] {
  if (childNamed(membership, 'LocalMember') !== undefined) return [];
  const { address, port } = receiverPlace(cluster);
  // `auto` is an address that only the machine knows.
  if (address === undefined || address === 'auto' || port === undefined) return [];
  const members = membersOf(membership);
  const isUnknown = (member: XmlElement) =>
    literal(member, 'host') === undefined || numberOf(member, 'port', -1) === undefined;
  const isSelf = (member: XmlElement) =>
    sameHost(literal(member, 'host'), address) && numberOf(member, 'port', -1) === port;
  if (members.some((member) => isUnknown(member) || isSelf(member))) return [];
  // Names and addresses cannot be compared.
  const named = members.some((member) => isName(literal(member, 'host') ?? '') !== isName(address));
  return named
    ? []
    : [{ id: 'noLocalMember', range: membership.nameRange, data: { host: address, port: String(port) } }];
}

function isName(host: string): boolean {
  return !/^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f:]+\]?)$/i.test(host);
}

/** Sixteen bytes in braces, or Tomcat drops the attribute; and the same ones only once. */
function uniqueIdFindings(parent: XmlElement): readonly MembershipFinding[] {
  const found: MembershipFinding[] = [];
  const seen = new Map<string, XmlElement>();
  const local = childNamed(parent, 'LocalMember');
  for (const member of local === undefined ? membersOf(parent) : [local, ...membersOf(parent)]) {
    const known = valueOf(member, 'uniqueId');
    if (known.state !== 'literal') continue;
    const bytes = uniqueIdBytes(known.value);
    const range = known.attribute.range;
    if (bytes === null) found.push({ id: 'badUniqueId', range, data: { value: known.value } });
    else if (seen.has(bytes) && !isSamePlace(seen.get(bytes), member)) {
      found.push({ id: 'sameUniqueId', range, data: { value: known.value } });
    } else seen.set(bytes, member);
  }
  return found;
}

function isSamePlace(left: XmlElement | undefined, right: XmlElement): boolean {
  return literal(left, 'host') === literal(right, 'host') && literal(left, 'port') === literal(right, 'port');
}

/** `{0,1,…,15}` as Arrays.fromString reads it, blanks not allowed; null for anything else. */
function uniqueIdBytes(value: string): string | null {
  const bytes = value.startsWith('{') ? value.split(/[{,}]/).filter((byte) => byte !== '') : [];
  const valid = bytes.length === 16 && bytes.every((byte) => /^-?\d{1,3}$/.test(byte) && isByte(Number(byte)));
  return valid ? bytes.map(Number).join() : null;
}

function isByte(value: number): boolean {
  return value >= -128 && value <= 127;
}

/** A fixed list names ports; the receiver may take another one when its own is in use. */
function autoBindFindings(cluster: TomcatCluster): readonly MembershipFinding[] {
  const { receiver, family } = cluster;
  const isStatic = membershipKind(cluster) === 'static' || staticInterceptors(cluster).length > 0;
  const { ports } = receiverPlace(cluster);
  if (!isStatic || family === 'flat' || ports === undefined || ports === 1 || receiver === undefined) return [];
  const attribute = receiver.attributes.find(({ name }) => name === 'autoBind');
  const at = receiver.attributes.at(-1)?.range[1] ?? receiver.nameRange[1];
  const edits = [
    attribute === undefined ? { range: [at, at] as const, text: ' autoBind="1"' } : setValue(attribute, '1'),
  ];
  const range = attribute?.range ?? receiver.nameRange;
  return [
    {
      id: 'autoBindStatic',
      range,
      data: { ports: String(ports) },
      suggest: { id: 'suggestFixedPort', data: {}, edits },
    },
  ];
}

/** Channel.MBR_RX_SEQ and MBR_TX_SEQ: without both bits nobody is heard of, and nobody hears of this node. */
const MEMBERSHIP_BITS = 12;
const ALL_BITS = 15;

function startOptionsFindings(cluster: TomcatCluster, { text }: TomcatFile): readonly MembershipFinding[] {
  const { element, family } = cluster;
  if (family !== 'layered') return [];
  const known = valueOf(element, 'channelStartOptions');
  const options = numberOf(element, 'channelStartOptions', ALL_BITS);
  if (known.state !== 'literal' || options === undefined) return [];
  const { attribute, value } = known;
  const data = { value };
  const edits = [removeAttribute(text, attribute)];
  const suggest = { id: 'suggestRemoval', data: { name: attribute.name }, edits } as const;
  const kind = membershipKind(cluster);
  if (kind === 'static' && options !== ALL_BITS) {
    return [{ id: 'startOptionsStatic', range: attribute.range, data, suggest }];
  }
  const isListed = staticInterceptors(cluster).length > 0 || !cluster.complete;
  if (kind !== 'multicast' || isListed || (options & MEMBERSHIP_BITS) === MEMBERSHIP_BITS) return [];
  return [{ id: 'membershipOff', range: attribute.range, data, suggest }];
}

function multicastFindings(cluster: TomcatCluster, { containers }: MembershipInput): readonly MembershipFinding[] {
  const isListed = staticInterceptors(cluster).length > 0 || !cluster.complete;
  if (containers === null || isListed || membershipKind(cluster) !== 'multicast') return [];
  const { membership, element } = cluster;
  if (membership !== undefined && (classOf(membership) ?? null) === null) return [];
  const at = membership ?? element;
  // Where the parent is not the cluster's, the channel is someone else's business.
  if (membership !== undefined && parentElement(membership) === undefined) return [];
  return [{ id: 'multicastInContainer', range: at.nameRange, data: { evidence: containers } }];
}
