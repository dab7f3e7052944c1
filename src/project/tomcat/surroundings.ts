/** What lies around a server.xml and bears on its cluster: containers, and clusters that someone has commented out. */
import { dirname, join, relative, sep } from 'node:path';
import type { XmlComment, XmlElement } from '../../languages/xml/ast.ts';
import { elementsInComment } from '../../languages/xml/commented-out.ts';
import { nodesOf, parentElement } from '../../languages/xml/query.ts';
import { ancestorsOf, listFolder, segmentsOf } from '../file-access.ts';
import { sharedCache, type ProjectCache } from '../project-cache.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import { topologyRootOf } from '../topology/root.ts';
import type { Edit } from './finding.ts';
import type { TomcatFile } from './input.ts';

const CONTAINER_FOLDER = /^(?:k8s|kubernetes|helm|charts?|openshift|docker(?:[-_.].*)?|.*[-_.]docker)$/i;
const CONTAINER_FILE =
  /^(?:Dockerfile|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml|Procfile|skaffold\.yaml|Chart\.yaml)/i;

/** A folder or file that says that the server runs in containers, as a reader finds it; null when nothing does. */
export function containerEvidence(path: string, cache: ProjectCache = sharedCache): string | null {
  const root = topologyRootOf(path, cache);
  const inside = segmentsOf(relative(root, dirname(path)));
  const folder = inside.find((name) => CONTAINER_FOLDER.test(name));
  if (folder !== undefined) return `${folder}/`;
  for (const at of ancestorsOf(dirname(path))) {
    if (at.length < root.length) break;
    const file = [...listFolder(at, cache)].find(([name, kind]) => kind === 'file' && CONTAINER_FILE.test(name))?.[0];
    if (file !== undefined) return relative(root, join(at, file)).split(sep).join('/');
  }
  return null;
}

export interface CommentedCluster {
  readonly element: XmlElement;
  /** The name of the element that the comment stands in. */
  readonly container: string;
  /** The comment's marks taken away; null when it holds more than the element. */
  readonly uncomment: readonly Edit[] | null;
}

/** Clusters in comments of an Engine or Host, when the file has no active one. */
export function commentedClusters({ document }: TomcatFile): readonly CommentedCluster[] {
  const engines = enginesOf(document);
  const active = engines.some(
    ({ clusters, hosts }) => clusters.length > 0 || hosts.some((host) => host.clusters.length > 0),
  );
  if (active || document.kind !== 'tomcat-server') return [];
  const containers = new Set(engines.flatMap(({ element, hosts }) => [element, ...hosts.map((host) => host.element)]));
  return [...nodesOf(document)].flatMap((node): CommentedCluster[] => {
    if (node.type !== 'XmlComment') return [];
    const container = parentElement(node);
    if (container === undefined || !containers.has(container)) return [];
    const element = elementsInComment(node).find(({ name }) => name === 'Cluster');
    return element === undefined ? [] : [{ element, container: container.name, uncomment: uncommented(node, element) }];
  });
}

function uncommented(comment: XmlComment, element: XmlElement): readonly Edit[] | null {
  const start = comment.range[0] + '<!--'.length;
  const blankAround =
    comment.value.slice(0, element.range[0] - start).trim() === '' &&
    comment.value.slice(element.range[1] - start).trim() === '';
  if (!blankAround) return null;
  return [
    { range: [comment.range[0], element.range[0]], text: '' },
    { range: [element.range[1], comment.range[1]], text: '' },
  ];
}
