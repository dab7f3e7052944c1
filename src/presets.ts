/** What each preset switches on, read from the rules themselves. */
import type { PresetName, RuleSeverity } from './plugin-types.ts';
import { rules } from './rules.ts';

export const PRESET_NAMES = ['recommended', 'strict', 'java', 'typescript'] as const satisfies readonly PresetName[];

/** Rule ids carry the plugin's prefix, as in an ESLint configuration. With a language: only the rules that it has. */
export function presetRules(preset: PresetName, language?: string): Record<string, RuleSeverity> {
  const entries: Record<string, RuleSeverity> = {};
  for (const [id, rule] of Object.entries(rules)) {
    if (language !== undefined && !rule.meta.languages.includes(language)) continue;
    const severity = rule.meta.docs.presets[preset];
    if (severity !== undefined) entries[`session-lint/${id}`] = severity;
  }
  return entries;
}
