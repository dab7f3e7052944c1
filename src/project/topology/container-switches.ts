/** Descriptors of other containers that decide whether sessions are replicated, whatever the web.xml says. */
import { basename } from 'node:path';
import type { XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, attributeValue, childNamed, elementsOf, ownText } from '../../languages/xml/query.ts';
import type { XmlFile } from './documents.ts';

export interface ContainerSwitch {
  /** As a reader knows it. */
  readonly container: string;
  /** What switches replication on; for a descriptor that merely is there, its root. */
  readonly element: XmlElement;
  /** True when sessions are replicated or stored, false when the file only shows which container it is. */
  readonly on: boolean;
}

const PLAIN_STORES = new Set(['', 'memory', 'file', 'cookie']);

/** Undefined for a file that is none of these. */
export function containerSwitchOf({ file, document }: XmlFile): ContainerSwitch | undefined {
  const { root } = document;
  if (root === undefined) return undefined;
  switch (root.localName) {
    case 'jboss-web':
      return of('JBoss', root, childNamed(root, 'replication-config') ?? childNamed(root, 'distributable-web'));
    case 'distributable-web':
      return { container: 'WildFly', element: root, on: true };
    case 'jboss':
      return basename(file) === 'jboss-all.xml' ? of('WildFly', root, find(root, 'distributable-web')) : undefined;
    case 'weblogic-web-app':
      return of('WebLogic', root, weblogicStore(root));
    case 'glassfish-web-app':
    case 'sun-web-app':
    case 'payara-web-app':
      return of('GlassFish', root, glassfishStore(root));
    case 'appengine-web-app':
      return { container: 'App Engine', element: root, on: true };
    case 'server':
      return document.kind === 'liberty-server' ? of('Liberty', root, libertyStore(root)) : undefined;
    default:
      return undefined;
  }
}

function of(container: string, root: XmlElement, found: XmlElement | undefined): ContainerSwitch {
  return { container, element: found ?? root, on: found !== undefined };
}

function find(root: XmlElement, localName: string): XmlElement | undefined {
  for (const element of elementsOf(root)) if (element.localName === localName) return element;
  return undefined;
}

function weblogicStore(root: XmlElement): XmlElement | undefined {
  const type = find(root, 'persistent-store-type');
  if (type !== undefined) return PLAIN_STORES.has(ownText(type).trim().toLowerCase()) ? undefined : type;
  // The old form: a pair of name and value.
  for (const param of elementsOf(root)) {
    if (param.localName !== 'session-param') continue;
    const name = childNamed(param, 'param-name');
    const value = childNamed(param, 'param-value');
    if (name === undefined || value === undefined || ownText(name).trim() !== 'PersistentStoreType') continue;
    if (!PLAIN_STORES.has(ownText(value).trim().toLowerCase())) return param;
  }
  return undefined;
}

function glassfishStore(root: XmlElement): XmlElement | undefined {
  const manager = find(root, 'session-manager');
  const type = manager && attributeValue(manager, 'persistence-type')?.trim().toLowerCase();
  return type !== undefined && !PLAIN_STORES.has(type) ? manager : undefined;
}

function libertyStore(root: XmlElement): XmlElement | undefined {
  for (const element of elementsOf(root)) {
    if (element.localName === 'httpSessionCache' || element.localName === 'httpSessionDatabase') return element;
    if (element.localName === 'feature' && /^session(?:Cache|Database)-/i.test(ownText(element).trim())) return element;
    if (element.localName === 'httpSession' && attributeOf(element, 'cloneId') !== undefined) return element;
  }
  return undefined;
}
