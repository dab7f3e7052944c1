/** Questions to the tables of Tomcat's classes. */
import { CLUSTER_CLASSES, OTHER_CLASSES } from './cluster-classes.ts';
import { generationsIn, type Generations } from './generations.ts';
import type { ClusterElementName } from './grammar.ts';
import { CONTAINER_ATTRIBUTES, LISTENERS, PLAIN_MANAGERS, PLAIN_VALVES } from './plain-classes.ts';

export interface ClusterClass {
  readonly element: ClusterElementName;
  readonly name: string;
  readonly exists: Generations;
  /** By the name of the setter without `set`, with the generations that have it. */
  readonly setters: ReadonlyMap<string, Generations>;
}

/**
 * The digester makes a setter's name by writing the first letter of the attribute large, so `ChannelSendOptions` and
 * `channelSendOptions` are the same to it, and `channelsendoptions` is not.
 */
export function setterOf(attribute: string): string {
  return attribute.charAt(0).toUpperCase() + attribute.slice(1);
}

/** As the documentation writes it. */
export function attributeOfSetter(setter: string): string {
  return setter.charAt(0).toLowerCase() + setter.slice(1);
}

const clusterClasses = new Map<string, ClusterClass>(
  CLUSTER_CLASSES.map(({ element, name, exists, attributes }) => {
    const generations = generationsIn(exists);
    const setters = attributes
      .split(' ')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const [attribute = '', ranges] = entry.split('@');
        return [setterOf(attribute), ranges === undefined ? generations : generationsIn(ranges)] as const;
      });
    return [name, { element, name, exists: generations, setters: new Map(setters) }];
  }),
);

const plainClasses = new Map(
  [...PLAIN_MANAGERS, ...PLAIN_VALVES, ...LISTENERS].map(({ name, exists }) => [name, generationsIn(exists)]),
);
const plainManagers = new Set(PLAIN_MANAGERS.map(({ name }) => name));
const plainValves = new Set(PLAIN_VALVES.map(({ name }) => name));
const otherClasses = new Set(OTHER_CLASSES);

/** Undefined for a class of someone else's, and for one of Tomcat's that no element of a `<Cluster>` takes. */
export function clusterClass(name: string | null | undefined): ClusterClass | undefined {
  return name === null || name === undefined ? undefined : clusterClasses.get(name);
}

/** Generations of a class that is no part of a `<Cluster>`; undefined when it is not in the tables. */
export function plainClassExists(name: string): Generations | undefined {
  return plainClasses.get(name);
}

/** A session manager of Tomcat's own that replicates nothing by itself. */
export function isPlainManager(name: string): boolean {
  return plainManagers.has(name);
}

/** A valve of Tomcat's own that is no `ClusterValve`. */
export function isPlainValve(name: string): boolean {
  return plainValves.has(name);
}

/** A class in a package that only Tomcat has, but none that any generation has: it cannot be loaded. */
export function isInventedClass(name: string): boolean {
  return isOwnPackage(name) && !name.includes('$') && !clusterClasses.has(name) && !otherClasses.has(name);
}

/** Classes for an element, for finding the one that was meant. */
export function classesFor(element: string): readonly ClusterClass[] {
  const wanted = element === 'LocalMember' ? 'Member' : element;
  return [...clusterClasses.values()].filter((entry) => entry.element === wanted);
}

export function isFlatClass(name: string): boolean {
  return name.startsWith('org.apache.catalina.cluster.');
}

export function isLayeredClass(name: string): boolean {
  return name.startsWith('org.apache.catalina.ha.') || name.startsWith('org.apache.catalina.tribes.');
}

function isOwnPackage(name: string): boolean {
  return isFlatClass(name) || isLayeredClass(name);
}

const containerSetters = new Map(
  Object.entries(CONTAINER_ATTRIBUTES).map(([element, attributes]) => [
    element,
    new Set(attributes.split(' ').map(setterOf)),
  ]),
);

/** Setters of an Engine, a Host or a Context, in any generation. */
export function containerSettersOf(element: string): ReadonlySet<string> | undefined {
  return containerSetters.get(element);
}
