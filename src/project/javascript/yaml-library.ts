/** The YAML parser, loaded when the first file is read: only projects whose sessions may be process-local need it. */
import { createRequire } from 'node:module';
import type * as yaml from 'yaml';

export type YamlLibrary = typeof yaml;

let loaded: YamlLibrary | undefined;

/** The build replaces this module by one that loads the bundled library. */
export function yamlLibrary(): YamlLibrary {
  loaded ??= createRequire(import.meta.url)('yaml') as YamlLibrary;
  return loaded;
}
