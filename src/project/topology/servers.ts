/** Servers, contexts and web applications among the files of a tree. */
import { basename, dirname } from 'node:path';
import { attributeValue, childNamed, childrenNamed } from '../../languages/xml/query.ts';
import type { XmlFile } from './documents.ts';
import type { TomcatContext, TomcatServer, WebDescriptor } from './model.ts';
import { enginesOf, versionOf } from './tomcat-server.ts';

export function serverOf({ file, text, document }: XmlFile): TomcatServer | undefined {
  if (document.kind !== 'tomcat-server' && document.kind !== 'jboss-server') return undefined;
  const folder = dirname(file);
  const base = /^conf(?:ig)?$/i.test(basename(folder)) ? dirname(folder) : folder;
  return { file, text, document, engines: enginesOf(document), base, version: versionOf(document) };
}

export function contextOf({ file, text, document }: XmlFile): TomcatContext | undefined {
  const { kind, root } = document;
  if (kind !== 'tomcat-context' || root === undefined) return undefined;
  return { file, text, document, scope: scopeOf(file), manager: childrenNamed(root, 'Manager').at(-1) };
}

/** Unknown places count as one deployment, which covers the least. */
function scopeOf(file: string): TomcatContext['scope'] {
  const folder = basename(dirname(file));
  if (folder === 'META-INF') return 'application';
  return basename(file) === 'context.xml' && /^conf(?:ig)?$/i.test(folder) ? 'server' : 'deployment';
}

export function webDescriptorOf({ file, document }: XmlFile): WebDescriptor | undefined {
  const { kind, root } = document;
  if (kind !== 'web-app' || root === undefined) return undefined;
  return {
    file,
    base: dirname(dirname(file)),
    distributable: childNamed(root, 'distributable') !== undefined,
    metadataComplete: attributeValue(root, 'metadata-complete')?.trim() === 'true',
  };
}
