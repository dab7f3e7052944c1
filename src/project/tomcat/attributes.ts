/** Attributes that Tomcat ignores or takes otherwise than they are meant. */
import type { XmlAttribute, XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, childrenNamed, elementsOf } from '../../languages/xml/query.ts';
import {
  attributeOfSetter,
  clusterClass,
  containerSettersOf,
  isFlatClass,
  setterOf,
  type ClusterClass,
} from '../../models/tomcat/class-index.ts';
import { generationsIn, intersection, nameOf, type Generations } from '../../models/tomcat/generations.ts';
import { FLAT_ATTRIBUTES, HANDED_ON } from '../../models/tomcat/renames.ts';
import { parseSendOptions, SEND_OPTION_NAMES, SYNCHRONIZED_ACK, USE_ACK } from '../../models/tomcat/send-options.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import { clustersOf } from './cluster.ts';
import { removeAttribute, renameAttribute, setValue } from './edits.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { clearlyMeant } from './clearly-meant.ts';
import { grammarOf, isRead, placeIn } from './places.ts';
import { classOf, settingOf, valueOf } from './values.ts';

type AttributeId =
  | 'flatAttribute'
  | 'unknownAttribute'
  | 'contextDistributed'
  | 'invalidSendOptions'
  | 'syncWithoutAck'
  | 'expireOnShutdown';

export type AttributeFinding = ConfigFinding<AttributeId, 'suggestRename' | 'suggestRemoval' | 'suggestOptions'>;

export function attributeFindings(file: TomcatFile): readonly AttributeFinding[] {
  const { document } = file;
  const ofClusters = clustersOf(document).flatMap(({ element: cluster, family }) => {
    const grammar = grammarOf(family, file.generations);
    return [...elementsOf(cluster)]
      .filter((element) => element === cluster || isRead(element.name, placeIn(cluster, element), grammar))
      .flatMap((element) => elementFindings(element, file));
  });
  const engines = document.kind === 'tomcat-server' ? enginesOf(document) : [];
  const contexts = engines.flatMap(({ hosts }) => hosts.flatMap((host) => host.contexts));
  if (document.kind === 'tomcat-context' && document.root !== undefined) contexts.push(document.root);
  return [
    ...ofClusters,
    ...engines.flatMap(({ element }) => containerFindings(element, ['jvmRoute'])),
    ...contexts.flatMap((context) => contextFindings(context, file)),
  ];
}

/** One element of a cluster, or a cluster's manager in a Context. */
function elementFindings(element: XmlElement, file: TomcatFile): readonly AttributeFinding[] {
  const known = clusterClass(classOf(element));
  if (known === undefined) return [];
  const possible = intersection(file.generations, known.exists);
  const generations = possible.length > 0 ? possible : known.exists;
  // No class has as many.
  const found = element.attributes
    .slice(0, MAX_ATTRIBUTES)
    .flatMap((attribute) => nameFinding(attribute, { element, known, generations, text: file.text }) ?? []);
  return [...found, ...valueFindings(element, known, generations)];
}

const MAX_ATTRIBUTES = 200;

interface Around {
  readonly element: XmlElement;
  readonly known: ClusterClass;
  /** That may read the element. */
  readonly generations: Generations;
  readonly text: string;
}

/** Classes that keep any attribute as a property of parts that are made later. */
const FREE = new Set([
  'org.apache.catalina.cluster.tcp.SimpleTcpCluster',
  'org.apache.catalina.cluster.tcp.ReplicationTransmitter',
  'org.apache.catalina.tribes.membership.cloud.CloudMembershipService',
]);

function nameFinding(attribute: XmlAttribute, around: Around): AttributeFinding | undefined {
  const { name } = attribute;
  const { known, generations } = around;
  if (name === 'className' || /^xml/i.test(name) || name.includes(':')) return undefined;
  const accepted = known.setters.get(setterOf(name)) ?? [];
  const flat = isFlatClass(known.name);
  if (!flat && !accepted.includes(generations.at(-1) ?? '12.0')) {
    const finding = flatFinding(attribute, around);
    if (finding !== undefined) return finding;
  }
  if (intersection(accepted, generations).length > 0) return undefined;
  // In 5.0 everything had it.
  if (flat && name === 'debug') return undefined;
  const meant = clearlyMeant(setterOf(name), settersIn(known, generations));
  if (FREE.has(known.name) && (meant === undefined || name.includes('.'))) return undefined;
  return unknownFinding(attribute, around.element, meant && attributeOfSetter(meant), nameOf(generations));
}

function settersIn({ setters }: ClusterClass, generations: Generations): readonly string[] {
  return [...setters].filter(([, has]) => intersection(has, generations).length > 0).map(([setter]) => setter);
}

function flatFinding(attribute: XmlAttribute, { element, known, text }: Around): AttributeFinding | undefined {
  const { name } = attribute;
  const record = FLAT_ATTRIBUTES[known.element]?.[name];
  const handedOn = known.element === 'Cluster' && HANDED_ON.test(name);
  if (record === undefined && !handedOn) return undefined;
  const instead = record?.instead ?? 'set it on the element that it is meant for';
  const target = record?.renamed ?? null;
  const range = attribute.range;
  const data = { name, instead };
  if (target === null) {
    const edits = [removeAttribute(text, attribute)];
    const gone = instead.startsWith('leave it out');
    return {
      id: 'flatAttribute',
      range,
      data,
      ...(gone && { suggest: { id: 'suggestRemoval', data: { name }, edits } }),
    };
  }
  if (settingOf(element, target) !== undefined) return { id: 'flatAttribute', range, data };
  const edits = [renameAttribute(attribute, target)];
  return { id: 'flatAttribute', range, data, suggest: { id: 'suggestRename', data: { name, meant: target }, edits } };
}

function unknownFinding(
  attribute: XmlAttribute,
  element: XmlElement,
  meant: string | undefined,
  versions: string,
): AttributeFinding {
  const { name } = attribute;
  const data = {
    name,
    element: element.name,
    versions,
    hint: meant === undefined ? '' : ` (perhaps ${meant} was meant)`,
  };
  const range = attribute.range;
  if (meant === undefined || settingOf(element, meant) !== undefined) return { id: 'unknownAttribute', range, data };
  const edits = [renameAttribute(attribute, meant)];
  return { id: 'unknownAttribute', range, data, suggest: { id: 'suggestRename', data: { name, meant }, edits } };
}

/** Names near to those that matter to sessions; other slips are no business of ours. */
function containerFindings(element: XmlElement, names: readonly string[]): readonly AttributeFinding[] {
  const setters = containerSettersOf(element.name);
  return element.attributes.slice(0, MAX_ATTRIBUTES).flatMap((attribute) => {
    if (setters?.has(setterOf(attribute.name)) !== false) return [];
    const meant = clearlyMeant(attribute.name, names);
    return meant === undefined ? [] : [unknownFinding(attribute, element, meant, nameOf(generationsIn('5.0-')))];
  });
}

const SESSION_ATTRIBUTES = [
  'crossContext',
  'sessionCookieName',
  'sessionCookiePath',
  'sessionCookieDomain',
  'sessionTimeout',
];

function contextFindings(context: XmlElement, file: TomcatFile): readonly AttributeFinding[] {
  const found: AttributeFinding[] = [];
  for (const attribute of context.attributes.slice(0, MAX_ATTRIBUTES)) {
    const { name } = attribute;
    // `distributable` itself has a setter, which the web.xml overwrites; valid-distributable tells of it.
    const meansIt = name === 'distributed' || clearlyMeant(name, ['distributable']) !== undefined;
    if (meansIt && setterOf(name) !== 'Distributable') {
      found.push({ id: 'contextDistributed', range: attribute.range, data: { name } });
    }
  }
  const managers = childrenNamed(context, 'Manager');
  return [
    ...found,
    ...containerFindings(context, SESSION_ATTRIBUTES),
    ...managers.flatMap((manager) => elementFindings(manager, file)),
  ];
}

function valueFindings(
  element: XmlElement,
  known: ClusterClass,
  generations: Generations,
): readonly AttributeFinding[] {
  const names = known.element === 'Cluster' && !isFlatClass(known.name) ? ['channelSendOptions'] : ['mapSendOptions'];
  const options = names.flatMap((name) => sendOptionsFinding(element, name, known, generations) ?? []);
  const expires = ['expireSessionsOnShutdown', 'manager.expireSessionsOnShutdown'].flatMap(
    (name) => expireFinding(element, name, known, generations) ?? [],
  );
  return [...options, ...expires];
}

/** Names are read from 9.0 on. */
const NAMED_OPTIONS = generationsIn('9.0-');

function sendOptionsFinding(
  element: XmlElement,
  name: string,
  { setters }: ClusterClass,
  generations: Generations,
): AttributeFinding | undefined {
  const known = valueOf(element, name);
  if (known.state !== 'literal' || !setters.has(setterOf(name))) return undefined;
  const { attribute, value } = known;
  const options = parseSendOptions(value);
  const range = attribute.range;
  if (options === null || (options.named && intersection(generations, NAMED_OPTIONS).length === 0)) {
    const meant = options === null ? repairOptions(value) : String(options.bits);
    const data = { name, value, default: name === 'mapSendOptions' ? '6' : '8' };
    const suggest =
      meant === undefined
        ? undefined
        : ({ id: 'suggestOptions', data: { meant }, edits: [setValue(attribute, meant)] } as const);
    return { id: 'invalidSendOptions', range, data, suggest };
  }
  const { bits, named } = options;
  if ((bits & SYNCHRONIZED_ACK) === 0 || (bits & USE_ACK) !== 0) return undefined;
  const meant = named ? `${value}, use_ack` : String(bits | USE_ACK);
  return { id: 'syncWithoutAck', range, data: { name, value, meant }, fix: [setValue(attribute, meant)] };
}

/** `acync` to `async`, `Async` to `async`, ` 6 ` to `6`. */
function repairOptions(value: string): string | undefined {
  const repaired = value
    .trim()
    .split(/\s*[,|+;]\s*|\s+/)
    .map((name) => (SEND_OPTION_NAMES.includes(name) ? name : (clearlyMeant(name, SEND_OPTION_NAMES) ?? name)))
    .join(',');
  return parseSendOptions(repaired) === null ? undefined : repaired;
}

function expireFinding(
  element: XmlElement,
  name: string,
  known: ClusterClass,
  generations: Generations,
): AttributeFinding | undefined {
  const attribute = name.includes('.') ? attributeOf(element, name) : settingOf(element, name);
  if (attribute?.value !== 'true') return undefined;
  const onCluster = known.element === 'Cluster' && isFlatClass(known.name);
  const onManager = known.element === 'Manager' && !name.includes('.');
  const accepted = known.setters.get(setterOf(name)) ?? [];
  if (!onCluster && !(onManager && intersection(accepted, generations).length > 0)) return undefined;
  return { id: 'expireOnShutdown', range: attribute.range, data: { name }, fix: [setValue(attribute, 'false')] };
}
