/** Small project trees in a temporary folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

export interface Tree {
  readonly root: string;
  /** Absolute path of a file or folder in the tree. */
  at(path: string): string;
  write(path: string, content: string | Uint8Array): void;
}

/** Files by path, relative to a new folder that is removed after the test. A path that ends in `/` is an empty folder. */
export function plant(files: Readonly<Record<string, string | Uint8Array>>): Tree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-project-')));
  planted.push(root);
  const at = (path: string): string => join(root, ...path.split('/').filter(Boolean));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith('/')) mkdirSync(at(path), { recursive: true });
    else write(path, content);
  }
  return { root, at, write };
}

const planted: string[] = [];

afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true, force: true });
});

export function javaClass(qualifiedName: string, body = ''): string {
  const dot = qualifiedName.lastIndexOf('.');
  const header = dot < 0 ? '' : `package ${qualifiedName.slice(0, dot)};\n\n`;
  return `${header}public class ${qualifiedName.slice(dot + 1)} {${body}}\n`;
}

export function pom(content = ''): string {
  return `<?xml version="1.0"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n<modelVersion>4.0.0</modelVersion>\n${content}\n</project>\n`;
}

export function dependency(group: string, artifact: string, rest = ''): string {
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${rest}</dependency>`;
}
