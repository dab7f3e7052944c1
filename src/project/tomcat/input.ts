/** What a judgement of a server.xml or context.xml starts from. */
import type { XmlDocument } from '../../languages/xml/ast.ts';
import type { Generations } from '../../models/tomcat/generations.ts';
import type { ProjectCache } from '../project-cache.ts';
import { sharedCache } from '../project-cache.ts';
import { generationsOf } from './generation.ts';

export interface TomcatFile {
  readonly document: XmlDocument;
  readonly text: string;
  /** Absolute. */
  readonly path: string;
  /** What it can be for; see generation.ts. */
  readonly generations: Generations;
}

export function tomcatFile(
  document: XmlDocument,
  text: string,
  path: string,
  cache: ProjectCache = sharedCache,
): TomcatFile {
  return { document, text, path, generations: generationsOf(document, path, cache) };
}
