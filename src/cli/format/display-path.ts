import { isAbsolute, relative } from 'node:path';

/** Relative to the working folder where that is shorter to read: not for what lies above it. */
export function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
