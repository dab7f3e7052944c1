import type { NginxNode } from './ast.ts';

/** Fields that hold child nodes, in source order. */
export const visitorKeys: Readonly<Record<NginxNode['type'], readonly string[]>> = {
  NginxConfig: ['body'],
  NginxDirective: ['name', 'args', 'block'],
  NginxBlock: ['body'],
  NginxWord: [],
};
