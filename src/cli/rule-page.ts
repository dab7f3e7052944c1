/** The page of a rule: docs/rules lies in the package. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

const PREFIX = 'session-lint/';

/** `no-lost-mutation` of `session-lint/no-lost-mutation`. */
export function shortRuleId(ruleId: string): string {
  return ruleId.startsWith(PREFIX) ? ruleId.slice(PREFIX.length) : ruleId;
}

/** Absolute; undefined for a rule without a page, such as one of another plugin. */
export function rulePagePath(ruleId: string): string | undefined {
  const id = shortRuleId(ruleId);
  if (!/^[a-z][a-z-]*$/.test(id)) return undefined;
  const path = join(packageRoot(), 'docs', 'rules', `${id}.md`);
  return existsSync(path) ? path : undefined;
}

/** Markdown; undefined where there is no page. */
export function rulePageText(ruleId: string): string | undefined {
  const path = rulePagePath(ruleId);
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}
