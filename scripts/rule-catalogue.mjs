/**
 * The text of src/rule-catalogue.ts: what has to be known of the rules before one of them runs. `scripts/docs.mjs` writes it.
 */

/** @param rules the rules of the plugin, by id */
export function ruleCatalogue(rules) {
  const rows = Object.entries(rules).map(([id, { meta }]) => {
    const presets = Object.entries(meta.docs.presets).map(([preset, severity]) => `${preset}: '${severity}'`);
    const languages = meta.languages.map((language) => `'${language}'`);
    return `  '${id}': {
    presets: { ${presets.join(', ')} },
    languages: [${languages.join(', ')}],
    hasAdvice: ${meta.docs.advice.length > 0},
  },
`;
  });
  return `/** Generated from the rules: \`npm run docs\`. */
import type { PresetName, RuleSeverity } from './plugin-types.ts';

export interface RuleEntry {
  /** Severity in each preset that has the rule. */
  readonly presets: Readonly<Partial<Record<PresetName, RuleSeverity>>>;
  readonly languages: readonly string[];
  /** True for a rule with messages that tell of no fault. */
  readonly hasAdvice: boolean;
}

/** Every rule by its id, without what it needs to run: most runs find no file that any of them has to look at. */
export const RULE_CATALOGUE: Readonly<Record<string, RuleEntry>> = {
${rows.join('')}};
`;
}
