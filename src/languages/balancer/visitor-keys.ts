import type { BalancerNode } from './ast.ts';

/** Fields that hold child nodes, in source order. */
export const visitorKeys: Readonly<Record<BalancerNode['type'], readonly string[]>> = {
  BalancerConfig: ['body'],
  HttpdDirective: ['name', 'args'],
  HttpdSection: ['name', 'args', 'body'],
  JkProperty: ['key', 'value'],
  HaproxySection: ['keyword', 'args', 'body'],
  HaproxyLine: ['keyword', 'args'],
  BalancerWord: [],
};
