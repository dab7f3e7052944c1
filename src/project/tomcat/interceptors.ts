/** The chain of interceptors: the first one in the file is nearest to the application, the last one to the network. */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { generationsIn, intersection, type Generations } from '../../models/tomcat/generations.ts';
import { clustersOf, staticInterceptors, type TomcatCluster } from './cluster.ts';
import { insertBefore, removeElement, setValue, textOf } from './edits.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { classOf, valueOf } from './values.ts';

type InterceptorId =
  'encryptOrder' | 'encryptNoKey' | 'weakEncryption' | 'weakDefault' | 'noEncryption' | 'staticOrder';

export type InterceptorFinding = ConfigFinding<InterceptorId, 'suggestAlgorithm'>;

const PACKAGE = 'org.apache.catalina.tribes.group.interceptors.';
const ENCRYPT = `${PACKAGE}EncryptInterceptor`;
const FAILURE_DETECTOR = `${PACKAGE}TcpFailureDetector`;
const PING = `${PACKAGE}TcpPingInterceptor`;

export interface InterceptorOptions {
  /** Report clusters that send in clear text. */
  readonly requireEncryption: boolean;
}

export function interceptorFindings(file: TomcatFile, options: InterceptorOptions): readonly InterceptorFinding[] {
  return clustersOf(file.document).flatMap((cluster) => [
    ...encryptFindings(cluster, file),
    ...(options.requireEncryption ? clearTextFindings(cluster) : []),
    ...orderFindings(cluster),
  ]);
}

function withClass({ interceptors }: TomcatCluster, className: string): readonly XmlElement[] {
  return interceptors.filter((interceptor) => classOf(interceptor) === className);
}

/** By default AES/CBC up to 9.0.120, 10.1.57 and 11.0.24, and in all of the others. */
const WEAK_BY_DEFAULT = generationsIn('7.0,8.5,10.0');

function encryptFindings(cluster: TomcatCluster, { text, generations }: TomcatFile): readonly InterceptorFinding[] {
  const [detector] = withClass(cluster, FAILURE_DETECTOR);
  return withClass(cluster, ENCRYPT).flatMap((encrypt) => {
    const found: InterceptorFinding[] = [];
    if (detector !== undefined && encrypt.range[0] > detector.range[0]) {
      const edits = [insertBefore(text, detector, textOf(text, encrypt)), removeElement(text, encrypt)];
      found.push({ id: 'encryptOrder', range: encrypt.nameRange, data: {}, fix: edits });
    }
    const key = valueOf(encrypt, 'encryptionKey');
    if (key.state === 'absent' || (key.state === 'literal' && key.value === '')) {
      found.push({
        id: 'encryptNoKey',
        range: key.state === 'absent' ? encrypt.nameRange : key.attribute.range,
        data: {},
      });
    }
    return [...found, ...algorithmFindings(encrypt, generations)];
  });
}

function algorithmFindings(encrypt: XmlElement, generations: Generations): readonly InterceptorFinding[] {
  const algorithm = valueOf(encrypt, 'encryptionAlgorithm');
  if (algorithm.state === 'absent') {
    const weak = intersection(generations, WEAK_BY_DEFAULT).length === generations.length;
    return weak ? [{ id: 'weakDefault', range: encrypt.nameRange, data: {} }] : [];
  }
  if (algorithm.state === 'unknown') return [];
  const { attribute, value } = algorithm;
  const mode = /^[^/]+\/(CBC|CFB\d*|OFB\d*)(?:\/|$)/i.exec(value)?.[1] ?? (/^AES$/i.test(value) ? 'CBC' : undefined);
  if (mode === undefined) return [];
  const meant = 'AES/GCM/NoPadding';
  const suggest = { id: 'suggestAlgorithm', data: { meant }, edits: [setValue(attribute, meant)] } as const;
  return [{ id: 'weakEncryption', range: attribute.range, data: { value, mode }, suggest }];
}

function clearTextFindings(cluster: TomcatCluster): readonly InterceptorFinding[] {
  const { element, complete, family, interceptors } = cluster;
  // A class that is filled in later, or someone else's, may encrypt.
  const known = interceptors.every((interceptor) => classOf(interceptor)?.startsWith(PACKAGE) === true);
  if (!complete || !known || family === 'unknown' || family === 'mixed') return [];
  if (withClass(cluster, ENCRYPT).length > 0) return [];
  return [{ id: 'noEncryption', range: element.nameRange, data: {} }];
}

/** Static members are looked after by a detector before them in the chain, and asked by the ping. */
function orderFindings(cluster: TomcatCluster): readonly InterceptorFinding[] {
  const { interceptors, complete } = cluster;
  const [first] = staticInterceptors(cluster);
  if (first === undefined || !complete) return [];
  if (interceptors.some((interceptor) => (classOf(interceptor) ?? null) === null)) return [];
  const [detector] = withClass(cluster, FAILURE_DETECTOR);
  const ping = withClass(cluster, PING).some(({ range }) => range[0] < first.range[0]);
  const problems = [
    detector === undefined ? 'there is no TcpFailureDetector' : undefined,
    detector !== undefined && detector.range[0] > first.range[0]
      ? 'the TcpFailureDetector stands behind it'
      : undefined,
    ping ? undefined : 'no TcpPingInterceptor stands before it',
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return [];
  return [{ id: 'staticOrder', range: first.nameRange, data: { problem: problems.join(' and ') } }];
}
