/** Where in a `<Cluster>` an element may stand, for the generations in question. */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { childrenNamed, parentElement } from '../../languages/xml/query.ts';
import { FLAT, intersection, LAYERED, type Generations } from '../../models/tomcat/generations.ts';
import { FLAT_PLACES, isReadAt, LAYERED_PLACES } from '../../models/tomcat/grammar.ts';
import type { ClusterFamily } from './cluster.ts';

/** Names from the `<Cluster>` down to the parent of the element, with slashes; '' for a child of the `<Cluster>`. */
export function placeIn(cluster: XmlElement, element: XmlElement): string {
  const names: string[] = [];
  for (let at = parentElement(element); at !== undefined && at !== cluster; at = parentElement(at)) names.push(at.name);
  return names.reverse().join('/');
}

/** The generations whose grammar a cluster is to be read by; both families' for one that mixes them or tells nothing. */
export function grammarOf(family: ClusterFamily, file: Generations): Generations {
  const wanted = family === 'flat' ? FLAT : family === 'layered' ? LAYERED : file;
  const both = intersection(file, wanted);
  return both.length > 0 ? both : wanted;
}

/** Names that some of the generations know in a `<Cluster>`. */
export function namesIn(generations: Generations): ReadonlySet<string> {
  const flat = intersection(generations, FLAT).length > 0 ? Object.keys(FLAT_PLACES) : [];
  const layered = intersection(generations, LAYERED).length > 0 ? Object.keys(LAYERED_PLACES) : [];
  return new Set([...flat, ...layered]);
}

/** Whether some of the generations read an element of this name at this place. */
export function isRead(name: string, place: string, generations: Generations): boolean {
  return generations.some((generation) => isReadAt(name, place, generation));
}

/** Where the newest of the generations reads the element; undefined when it does not know it. */
export function rightPlaces(name: string, generations: Generations): readonly string[] {
  const layered = intersection(generations, LAYERED).length > 0;
  return (layered ? LAYERED_PLACES : FLAT_PLACES)[name] ?? FLAT_PLACES[name] ?? [];
}

/** The element at a place, if it is there once. */
export function elementAt(cluster: XmlElement, place: string): XmlElement | undefined {
  let at: XmlElement | undefined = cluster;
  for (const name of place === '' ? [] : place.split('/')) {
    const found: readonly XmlElement[] = at === undefined ? [] : childrenNamed(at, name);
    at = found.length === 1 ? found[0] : undefined;
  }
  return at;
}
