/** Multicast groups that no node can meet in, and heartbeats that come too late. */
import { isIP } from 'node:net';
import type { XmlElement } from '../../languages/xml/ast.ts';
import { membershipKind, type TomcatCluster } from './cluster.ts';
import type { ConfigFinding } from './finding.ts';
import { classOf, valueOf, type Known } from './values.ts';

export type GroupId = 'noMulticastAddress' | 'badMulticastPort' | 'dropTimeTooShort';

const PORTS = 65_535;

/** What a McastService cannot listen at, and a time after which it takes living nodes for dead (McastServiceImpl). */
export function groupFindings(cluster: TomcatCluster): readonly ConfigFinding<GroupId, never>[] {
  const { membership, family } = cluster;
  if (membership === undefined || membershipKind(cluster) !== 'multicast') return [];
  const names = family === 'flat' ? FLAT_NAMES : LAYERED_NAMES;
  const found: ConfigFinding<GroupId, never>[] = [];
  const address = firstOf(membership, names.address);
  if (address?.state === 'literal' && isNumericAddress(address.value) && !isMulticast(address.value)) {
    const data = { name: address.attribute.name, address: address.value };
    found.push({ id: 'noMulticastAddress', range: address.attribute.range, data });
  }
  const port = firstOf(membership, names.port);
  const number = port && numberIn(port);
  if (port?.state === 'literal' && number !== undefined && (number < 1 || number > PORTS)) {
    const data = { name: port.attribute.name, port: port.value };
    found.push({ id: 'badMulticastPort', range: port.attribute.range, data });
  }
  const dropTime = firstOf(membership, names.dropTime);
  const frequency = firstOf(membership, names.frequency);
  const [drop, beat] = [dropTime ? numberIn(dropTime) : 3000, frequency ? numberIn(frequency) : 500];
  const at = dropTime ?? frequency;
  if (
    at?.state === 'literal' &&
    !detectsFailures(cluster) &&
    drop !== undefined &&
    beat !== undefined &&
    drop <= beat
  ) {
    const data = { drop: String(drop), beat: String(beat), name: names.dropTime[0] };
    found.push({ id: 'dropTimeTooShort', range: at.attribute.range, data });
  }
  return found;
}

/** It looks at a node that seems gone, and keeps it where it answers. The channel has one unless interceptors are named. */
function detectsFailures({ interceptors, family, complete }: TomcatCluster): boolean {
  // What 5.x does then, we have not seen.
  if (family === 'flat') return true;
  const classes = interceptors.map(classOf);
  const isNone = (name: string | null | undefined) => name?.startsWith('org.apache.catalina.tribes.') === true;
  return !complete || classes.length === 0 || classes.some((name) => !isNone(name) || name === FAILURE_DETECTOR);
}

const FAILURE_DETECTOR = 'org.apache.catalina.tribes.group.interceptors.TcpFailureDetector';

type Names = readonly [string, ...string[]];

interface GroupNames {
  readonly address: Names;
  readonly port: Names;
  readonly frequency: Names;
  readonly dropTime: Names;
}

const FLAT_NAMES: GroupNames = {
  address: ['mcastAddr'],
  port: ['mcastPort'],
  frequency: ['mcastFrequency'],
  dropTime: ['mcastDropTime'],
};

/** 6 and 7 take the old names, too. */
const LAYERED_NAMES: GroupNames = {
  address: ['address', 'mcastAddr'],
  port: ['port', 'mcastPort'],
  frequency: ['frequency', 'mcastFrequency'],
  dropTime: ['dropTime', 'mcastDropTime'],
};

type Given = Exclude<Known, { readonly state: 'absent' }>;

function firstOf(element: XmlElement, names: Names): Given | undefined {
  for (const name of names) {
    const known = valueOf(element, name);
    if (known.state !== 'absent') return known;
  }
  return undefined;
}

function numberIn(known: Given): number | undefined {
  return known.state === 'literal' && /^[+-]?\d{1,9}$/.test(known.value) ? Number(known.value) : undefined;
}

/** A name may mean any address. */
function isNumericAddress(value: string): boolean {
  return isIP(value.trim()) !== 0;
}

/** 224.0.0.0/4 and ff00::/8 (RFC 5771, RFC 4291). */
function isMulticast(value: string): boolean {
  const text = value.trim().toLowerCase();
  if (isIP(text) === 6) return /^ff[\da-f]{2}:/.test(text);
  const first = Number(text.slice(0, text.indexOf('.')));
  return first >= 224 && first <= 239;
}
