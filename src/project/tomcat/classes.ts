/** Classes that are missing, of another generation, gone, misspelled, or of the wrong kind for their element. */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, elementsOf, parentElement } from '../../languages/xml/query.ts';
import {
  classesFor,
  clusterClass,
  isFlatClass,
  isInventedClass,
  isLayeredClass,
  isPlainManager,
} from '../../models/tomcat/class-index.ts';
import { FLAT, GENERATIONS, intersection, LAYERED, nameOf, type Generations } from '../../models/tomcat/generations.ts';
import { NEEDS_CLASS_NAME, usualClass } from '../../models/tomcat/grammar.ts';
import { SUCCESSORS } from '../../models/tomcat/renames.ts';
import { clustersOf, familyOf, type ClusterFamily, type TomcatCluster } from './cluster.ts';
import { addAttribute, removeElement, setValue } from './edits.ts';
import type { ConfigFinding, Suggestion } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { clearlyMeant } from './clearly-meant.ts';
import { grammarOf, isRead, placeIn } from './places.ts';
import { classOf } from './values.ts';

type ClassId =
  | 'noClassName'
  | 'wrongGeneration'
  | 'removedClass'
  | 'maybeRemovedClass'
  | 'laterClass'
  | 'unknownClass'
  | 'managerType'
  | 'wrongType';

export type ClassFinding = ConfigFinding<ClassId, 'suggestClass' | 'suggestRemoval'>;

export function classFindings(file: TomcatFile): readonly ClassFinding[] {
  return clustersOf(file.document).flatMap((cluster) => {
    const found: ClassFinding[] = [];
    const mixed = mixedFinding(cluster, file);
    if (mixed !== undefined) found.push(mixed);
    const family = familyOf(cluster.element);
    const grammar = grammarOf(family, file.generations);
    for (const element of elementsOf(cluster.element)) {
      // An element that is not read is cluster-placement's; its class is never loaded.
      const read = element === cluster.element || isRead(element.name, placeIn(cluster.element, element), grammar);
      if (!read) continue;
      const finding = classFinding(element, { family, grammar, file, mixed: mixed !== undefined });
      if (finding !== undefined) found.push(finding);
    }
    return found;
  });
}

interface Around {
  readonly family: ClusterFamily;
  /** Generations that may read the cluster. */
  readonly grammar: Generations;
  readonly file: TomcatFile;
  readonly mixed: boolean;
}

function classFinding(element: XmlElement, around: Around): ClassFinding | undefined {
  const className = classOf(element);
  if (className === null) return undefined;
  if (className === undefined || className.trim() === '') return noClassFinding(element, around);
  const attribute = attributeOf(element, 'className');
  if (attribute === undefined) return undefined;
  const range = attribute.valueRange;
  if (isInventedClass(className)) {
    const meant = clearlyMeant(
      className,
      classesFor(element.name).map(({ name }) => name),
    );
    const suggest: Suggestion<'suggestClass'> | undefined =
      meant === undefined ? undefined : { id: 'suggestClass', data: { meant }, edits: [setValue(attribute, meant)] };
    return { id: 'unknownClass', range, data: { className }, suggest };
  }
  return removedFinding(element, className, around) ?? typeFinding(element, className);
}

function noClassFinding(element: XmlElement, { family, grammar }: Around): ClassFinding | undefined {
  if (!NEEDS_CLASS_NAME.has(element.name)) return undefined;
  const flat = family === 'flat' || intersection(grammar, LAYERED).length === 0;
  const usual = usualClass(element.name, flat);
  const data = { name: element.name };
  const attribute = attributeOf(element, 'className');
  if (usual === null) return { id: 'noClassName', range: element.nameRange, data };
  const edits = [attribute === undefined ? addAttribute(element, 'className', usual) : setValue(attribute, usual)];
  return {
    id: 'noClassName',
    range: element.nameRange,
    data,
    suggest: { id: 'suggestClass', data: { meant: usual }, edits },
  };
}

/** Classes of both families in one cluster, or of 5.x where the file is a later Tomcat's, and the other way round. */
function mixedFinding({ element, family }: TomcatCluster, file: TomcatFile): ClassFinding | undefined {
  const wanted = wantedFamily(element, family, file.generations);
  if (wanted === undefined) return undefined;
  const isWrong = wanted === 'layered' ? isFlatClass : isLayeredClass;
  for (const part of elementsOf(element)) {
    const attribute = part.attributes.find(({ value }) => isWrong(value));
    if (attribute === undefined) continue;
    const className = attribute.value;
    const data = {
      className,
      has: family === 'mixed' ? 'the rest of this <Cluster>' : `Tomcat ${nameOf(file.generations)}`,
    };
    const successor = wanted === 'layered' ? SUCCESSORS[className] : predecessorOf(className);
    const suggest: Suggestion<'suggestClass'> | undefined =
      successor === undefined || successor === null
        ? undefined
        : { id: 'suggestClass', data: { meant: successor }, edits: [setValue(attribute, successor)] };
    return { id: 'wrongGeneration', range: attribute.valueRange, data, suggest };
  }
  return undefined;
}

/** Undefined when the classes are all right. What the file is for decides; else the class of the `<Cluster>` itself. */
function wantedFamily(
  cluster: XmlElement,
  family: ClusterFamily,
  generations: Generations,
): 'flat' | 'layered' | undefined {
  if (family === 'unknown') return undefined;
  const fits = intersection(generations, family === 'flat' ? FLAT : LAYERED).length > 0;
  if (family !== 'mixed') return fits ? undefined : family === 'flat' ? 'layered' : 'flat';
  if (intersection(generations, FLAT).length === 0) return 'layered';
  if (intersection(generations, LAYERED).length === 0) return 'flat';
  return isFlatClass(classOf(cluster) ?? '') ? 'flat' : 'layered';
}

function predecessorOf(className: string): string | undefined {
  return Object.entries(SUCCESSORS).find(([flat, layered]) => layered === className && isFlatClass(flat))?.[0];
}

/** A class that the newest Tomcat which the file can be for no longer has. */
function removedFinding(element: XmlElement, className: string, around: Around): ClassFinding | undefined {
  const known = clusterClass(className);
  const newest = around.grammar.at(-1);
  if (known === undefined || newest === undefined || known.exists.includes(newest) || around.mixed) return undefined;
  const attribute = attributeOf(element, 'className');
  const [first] = known.exists;
  if (attribute === undefined || first === undefined) return undefined;
  if (GENERATIONS.indexOf(first) > GENERATIONS.indexOf(newest)) {
    const data = { className, first, versions: nameOf(around.grammar) };
    return { id: 'laterClass', range: attribute.valueRange, data };
  }
  const certain = intersection(known.exists, around.grammar).length === 0;
  const meant = SUCCESSORS[className];
  const data = { className, last: known.exists.at(-1) ?? '', versions: nameOf(around.grammar) };
  const suggest: Suggestion<'suggestClass' | 'suggestRemoval'> | undefined =
    meant === undefined
      ? undefined
      : meant === null
        ? { id: 'suggestRemoval', data: { name: element.name }, edits: [removeElement(around.file.text, element)] }
        : { id: 'suggestClass', data: { meant }, edits: [setValue(attribute, meant)] };
  const fix = isMessageDispatch15(className) && certain ? suggest?.edits : undefined;
  return {
    id: certain ? 'removedClass' : 'maybeRemovedClass',
    range: attribute.valueRange,
    data,
    ...(fix === undefined ? { suggest } : { fix }),
  };
}

/** Its successor took over all that it did, and its name only. */
function isMessageDispatch15(className: string): boolean {
  return className.endsWith('.MessageDispatch15Interceptor');
}

/** A class of Tomcat's own that does not have the type which the digester hands to the parent. */
function typeFinding(element: XmlElement, className: string): ClassFinding | undefined {
  const attribute = attributeOf(element, 'className');
  if (attribute === undefined) return undefined;
  const range = attribute.valueRange;
  if (element.name === 'Manager' && parentElement(element)?.name === 'Cluster' && isPlainManager(className)) {
    const meant = 'org.apache.catalina.ha.session.DeltaManager';
    const suggest: Suggestion<'suggestClass'> = {
      id: 'suggestClass',
      data: { meant },
      edits: [setValue(attribute, meant)],
    };
    return { id: 'managerType', range, data: { className }, suggest };
  }
  const known = clusterClass(className);
  const wanted = element.name === 'LocalMember' ? 'Member' : element.name;
  // Valves and listeners are taken by other elements, too, or may stand in for one another.
  if (
    known === undefined ||
    known.element === wanted ||
    ['Listener', 'MembershipListener', 'ChannelListener'].includes(wanted)
  ) {
    return undefined;
  }
  return { id: 'wrongType', range, data: { className, name: element.name, wanted: known.element } };
}
